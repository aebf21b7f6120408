  #  include "url.hpp"

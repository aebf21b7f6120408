#include <curl/curl.h>
#include <sys/socket.h>

#include "gweval/crawl.hpp"

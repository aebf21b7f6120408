// A comment may say system_clock.
auto now = std::chrono::system_clock::now();

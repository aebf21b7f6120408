#include "gweval/fetch.hpp"

namespace gweval {

LocalText in_words(FetchOutcome outcome) {
  switch (outcome) {
    case FetchOutcome::response:
      return {"有答复", "answered"};
    case FetchOutcome::robots_refused:
      return {"不允许采集（robots.txt）", "refused by robots.txt"};
    case FetchOutcome::address_refused:
      return {"指向内网地址，未访问", "leads to a private address, not asked"};
    case FetchOutcome::name_not_resolved:
      return {"的域名未能解析", "name not resolved"};
    case FetchOutcome::connect_failed:
      return {"无法连接", "no connection"};
    case FetchOutcome::tls_failed:
      return {"的 TLS 握手或证书失败", "TLS handshake or certificate failed"};
    case FetchOutcome::timed_out:
      return {"超时", "timed out"};
    case FetchOutcome::redirect_loop:
      return {"循环跳转", "redirect loop"};
    case FetchOutcome::too_many_redirects:
      return {"跳转次数过多", "too many redirects"};
    case FetchOutcome::bad_redirect:
      return {"的跳转地址无法使用", "unusable redirect"};
    case FetchOutcome::protocol_error:
      return {"的答复不符合 HTTP", "answer breaks HTTP"};
  }
  return {"结果不明", "unknown outcome"};
}

}  // namespace gweval

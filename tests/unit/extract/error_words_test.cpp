// Error pages and notices that only look like them.

#include "gweval/extract.hpp"
#include "support/catch.hpp"

namespace gweval {
namespace {

PageKind kind_of(const std::string& body) {
  PageInput input;
  input.url = input.final_url = "http://www.a.gov.cn/x/y.html";
  input.body = body;
  input.status = 200;
  input.media_type = "text/html";
  return extract_page(input).kind;
}

TEST_CASE("a number or a word of errors in a short notice makes it no error page") {
  for (const char* notice :
       {"<title>关于国道404线施工的通告</title><p>因国道404线施工，请过往车辆绕行。</p>",
        "<title>404路公交改线</title><p>404路公交自明日起改走人民路。</p>",
        "<title>公交改线</title><p>公交 404 路自明日起改走人民路。</p>",
        "<title>国道 404</title><p>全线通车。</p>", "<title>服务电话-404</title><p>请拨打。</p>",
        "<title>通告</title><p>收到申请1404件，办结500件，拨打12404咨询。</p>",
        "<title>通知</title><p>某政办〔2023〕404号文件已经废止。</p>",
        "<title>通知</title><p>面积 404.5 平方米，电话 0404-5000403。</p>",
        "<title>500-800元的补贴</title><p>每户500-800元。</p>",
        "<title>500,000元奖励</title><p>500,000元奖励已发放。</p>",
        "<title>招领</title><p>拾得提包一只，无法找到失主，请来认领。</p>",
        "<title>即将离开</title><p>您访问的页面即将离开本网站，是否继续？</p>",
        "<title>告知书</title><p>经检索，你申请公开的信息不存在。</p>",
        "<title>政府信息公开告知书</title><p>张某某：本机关收到你提交的政府信息公开申请。"
        "经检索，你申请公开的信息不存在，依照《政府信息公开条例》第三十六条第四项的规定，"
        "现予告知，如有异议可依法申请行政复议或者提起行政诉讼。</p>"}) {
    INFO(notice);
    CHECK(kind_of(notice) != PageKind::error);
  }
}

TEST_CASE("an error page is known by its number or its words, wherever it shows them") {
  for (const char* error : {"<title>404</title><p>x</p>",
                            "<title>404 - 某市人民政府</title>",
                            "<title>某市人民政府 404</title><p>返回首页</p>",
                            "<title>某市_404</title>",
                            "<title>某市</title><p>HTTP 404</p>",
                            "<title>提示</title><p>错误代码：404</p>",
                            "<title>某市</title><h1>404</h1><p>哎呀，迷路了</p>",
                            "<title>某市</title><p>404</p>",
                            "<title>某市</title><p>返回首页</p><p>404</p>",
                            "<title>ERROR 404</title><p>x</p>",
                            "<title>404错误</title>",
                            "<title>404：找不到</title>",
                            "<title>500</title><p>x</p>",
                            "<title>500 - Internal server error.</title>",
                            "<title>404 Not Found</title>",
                            "<title>某市</title><p>抱歉，您访问的页面已删除</p>",
                            "<title>某市</title><p>您访问的页面不存在，5秒后自动跳转到首页</p>",
                            "<title>某市</title><p>抱歉，该页面已被删除</p>",
                            "<title>某市</title><p>抱歉，出错了</p>",
                            "<title>某市</title><p>无法找到该页</p>",
                            "<title>某市</title><p>信息不存在</p>"}) {
    INFO(error);
    CHECK(kind_of(error) == PageKind::error);
  }
}

}  // namespace
}  // namespace gweval

package template

import (
	"testing"

	"mlvb/generator/template/templatetest"
)

func TestNewsSince(t *testing.T) {
	source := templatetest.Version("2.0.0-dev", `news:
  1.0.0: {en: First.}
  1.1.0:
    - {in: server, en: Server., zh-CN: 服务端。}
    - {en: All.}
  1.2.0: [{in: server, en: Only the server.}]
  2.0.0: {en: Next., zh-CN: 下一版。}
  3.0.0: {en: Later.}
`, map[string]string{"x.js": ""})
	for _, tt := range []struct {
		server bool
		want   string
	}{
		{true, "1.1.0 Server.\nAll.|1.2.0 Only the server.|2.0.0 Next.|"},
		{false, "1.1.0 All.|2.0.0 Next.|"},
	} {
		got := ""
		for _, news := range load(t, source).NewsSince("1.0.0", func(name string) bool { return tt.server && name == "server" }) {
			got += news.Version + " " + news.Text.In("en") + "|"
		}
		if got != tt.want {
			t.Errorf("with a server %v: %q, want %q", tt.server, got, tt.want)
		}
	}
	if got := load(t, source).NewsOf("1.1.0", func(string) bool { return true }).In("zh-CN"); got != "服务端。\nAll." {
		t.Errorf("in Chinese: %q", got)
	}
}

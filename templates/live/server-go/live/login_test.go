package live

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"
)

// fakeWechat answers code2Session: codes of the form "e40029" with that errcode,
// "user-X" with the openid X, others as their names say.
func fakeWechat(t *testing.T) *httptest.Server {
	t.Helper()
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if r.URL.Path != "/sns/jscode2session" || q.Get("appid") != "wx0123456789abcdef" ||
			q.Get("secret") != string(testSecret) || q.Get("grant_type") != "authorization_code" {
			t.Errorf("code2Session was asked as %s", r.URL)
		}
		var errcode int
		switch code := q.Get("js_code"); {
		case code == "no json":
			fmt.Fprint(w, "<html>")
		case code == "no openid":
			fmt.Fprint(w, "{}")
		case code == "status":
			http.Error(w, `{"openid":"x"}`, http.StatusServiceUnavailable)
		case code == "redirect":
			http.Redirect(w, r, "/sns/elsewhere", http.StatusFound)
		case code == "cut":
			w.Header().Set("Content-Length", "100")
			fmt.Fprint(w, "{")
		case len(code) > 5 && code[:5] == "user-":
			fmt.Fprintf(w, `{"openid":%q,"session_key":"never-shown","unionid":"u"}`, code[5:])
		default:
			_, _ = fmt.Sscanf(code, "e%d", &errcode)
			fmt.Fprintf(w, `{"errcode":%d,"errmsg":"words of WeChat"}`, errcode)
		}
	}))
	t.Cleanup(api.Close)
	return api
}

func wechatHarness(t *testing.T) *harness {
	t.Helper()
	cfg := productionConfig()
	cfg.WXAPIURL = fakeWechat(t).URL
	return newHarness(t, cfg)
}

func TestWechatLogin(t *testing.T) {
	h := wechatHarness(t)
	status, reply := h.post("/api/login", "", `{"code":"user-oAAA","device":"ignored"}`)
	// echo -n wx0123456789abcdef:oAAA | sha256sum
	if status != 200 || reply["userID"] != "user_e5cee70945d508bc4f4b0c69" || reply["expire"] != 86400.0 || reply["device"] != nil {
		t.Fatalf("%d %v", status, reply)
	}
	token, _ := reply["token"].(string)
	if userID, ok := h.tokens.verify(token, h.clock); !ok || userID != reply["userID"] {
		t.Errorf("the token is for %q", userID)
	}
	if _, again := h.post("/api/login", "", `{"code":"user-oAAA"}`); again["userID"] != reply["userID"] {
		t.Errorf("another user at the second login: %v", again)
	}
	if _, other := h.post("/api/login", "", `{"code":"user-oBBB"}`); other["userID"] == reply["userID"] {
		t.Errorf("two openids share a user: %v", other)
	}
}

func TestWechatRefusals(t *testing.T) {
	h := wechatHarness(t)
	for sent, want := range map[string]struct {
		status int
		code   string
	}{
		"e40029":    {401, "bad_code"},
		"e40163":    {401, "bad_code"},
		"e41008":    {401, "bad_code"},
		"e40226":    {403, "user_blocked"},
		"e45011":    {429, "rate_limited"},
		"e40013":    {500, "bad_appsecret"},
		"e40125":    {500, "bad_appsecret"},
		"e41002":    {500, "bad_appsecret"},
		"e41004":    {500, "bad_appsecret"},
		"e-1":       {502, "wechat_unavailable"},
		"e99999":    {502, "wechat_unavailable"},
		"no json":   {502, "wechat_unavailable"},
		"no openid": {502, "wechat_unavailable"},
		"status":    {502, "wechat_unavailable"},
		"redirect":  {502, "wechat_unavailable"},
		"cut":       {502, "wechat_unavailable"},
	} {
		status, reply := h.post("/api/login", "", fmt.Sprintf(`{"code":%q}`, sent))
		if status != want.status || code(reply) != want.code {
			t.Errorf("%s: %d %v", sent, status, reply)
		}
	}
}

func TestWechatOutOfReach(t *testing.T) {
	h := wechatHarness(t)
	h.wechat.url = "http://127.0.0.1:1"
	if status, reply := h.post("/api/login", "", `{"code":"user-x"}`); status != 502 || code(reply) != "wechat_unavailable" {
		t.Errorf("%d %v", status, reply)
	}
	if h.wechat.client.Timeout <= 0 || h.wechat.client.Timeout >= defaultTimeouts().write {
		t.Errorf("WeChat may take %v, a whole reply %v", h.wechat.client.Timeout, defaultTimeouts().write)
	}
}

func TestDevelopmentLogin(t *testing.T) {
	h := newHarness(t, developmentConfig())
	_, first := h.post("/api/login", "", `{"code":"the code is a mock one"}`)
	device, _ := first["device"].(string)
	if !regexp.MustCompile(`^[0-9a-f]{32}$`).MatchString(device) {
		t.Fatalf("%v", first)
	}
	restarted := newHarness(t, developmentConfig())
	_, again := restarted.post("/api/login", "", fmt.Sprintf(`{"code":"c","device":%q}`, device))
	if again["userID"] != first["userID"] || again["device"] != device {
		t.Errorf("after a restart %v is %v", first, again)
	}
	if _, other := h.post("/api/login", "", `{"code":"c"}`); other["userID"] == first["userID"] {
		t.Errorf("two phones share a user: %v", other)
	}
}

// Who sits at the computer may choose a display name, and nothing else: the
// server says who they are.
func TestDisplayName(t *testing.T) {
	h := newHarness(t, developmentConfig())
	named := func(remote, noted, code string) any {
		r := httptest.NewRequest("POST", "http://localhost/api/login", strings.NewReader(fmt.Sprintf(`{"code":%q}`, code)))
		r.Header.Set("Content-Type", "application/json")
		r.RemoteAddr = remote
		if noted != "" {
			r.Header.Set("X-Forwarded-For", noted)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		var reply map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &reply); err != nil || w.Code != 200 || reply["device"] == nil {
			t.Errorf("%s: %d %s", code, w.Code, w.Body)
		}
		return reply["userName"]
	}
	const here = "127.0.0.1:4711"
	for code, want := range map[string]any{
		"name:%E5%B0%8F%E6%9D%8E": "小李", "name:Li+Lei": "Li+Lei", "name:%20a%20b%20": "a b",
		"name:" + strings.Repeat("%E5%B0%8F", 20): strings.Repeat("小", 20), "name:%F0%9F%8E%A5": "🎥",
		"name:" + strings.Repeat("a", 21): nil, "name:": nil, "name:%20": nil, "name:%": nil, "name:%ff": nil,
		"name:%ED%A0%80": nil, "name:a%0Ab": nil, "name:a%C2%85": nil, "Name:a": nil, "a": nil,
	} {
		if got := named(here, "", code); got != want {
			t.Errorf("%s: %v, want %v", code, got, want)
		}
	}
	for _, test := range []struct {
		remote, noted string
		want          any
	}{
		{"[::1]:4711", "", "a"},
		{"[::ffff:127.0.0.1]:4711", "", "a"},
		{here, "127.0.0.1", "a"},
		{"192.168.1.7:4711", "", nil},
		{"192.168.1.7:4711", "127.0.0.1", nil},
		{here, "192.168.1.7", nil},
	} {
		if got := named(test.remote, test.noted, "name:a"); got != test.want {
			t.Errorf("from %s, noted %q: %v, want %v", test.remote, test.noted, got, test.want)
		}
	}
	wechat := wechatHarness(t)
	if status, reply := wechat.post("/api/login", "", `{"code":"name:a"}`); status == 200 {
		t.Errorf("WeChat knows no such code: %v", reply)
	}
}

func TestLoginFields(t *testing.T) {
	h := newHarness(t, developmentConfig())
	for _, body := range []string{
		``, `{}`, `{"code":""}`, `{"code":1}`, `{"code":null}`, `{"Code":"x"}`, `{"code":"中"}`, `{"code":"\ud800"}`,
		`{"code":"c","device":""}`, `{"code":"c","device":1}`, `{"code":"c","device":"ABCDEF00112233445566778899aabbcc"}`,
		`{"code":{"$gt":""}}`, `null`, `[]`, `"code"`, `{"code":"c"`, `{"code":"c"}{}`, "{\"code\":\"\xff\"}",
		`{"__proto__":{"code":"c"}}`, `{"constructor":"c"}`,
	} {
		if status, reply := h.post("/api/login", "", body); status != 400 || code(reply) != "bad_request" {
			t.Errorf("%s: %d %v", body, status, reply)
		}
	}
	if status, reply := h.post("/api/login", "", `{"code":"c","device":null,"toString":1e999,"__proto__":"x"}`); status != 200 {
		t.Errorf("fields that do not matter: %v", reply)
	}
}

func TestLoginLimit(t *testing.T) {
	h := newHarness(t, developmentConfig())
	for range 100 {
		if status, reply := h.post("/api/login", "", `{"code":"c"}`); status != 200 {
			t.Fatal(reply)
		}
	}
	if status, reply := h.post("/api/login", "", `{"code":"c"}`); status != 429 || code(reply) != "rate_limited" {
		t.Errorf("%d %v", status, reply)
	}
	h.clock = h.clock.Add(100 * time.Millisecond)
	if status, reply := h.post("/api/login", "", `{"code":"c"}`); status != 200 {
		t.Errorf("a moment later: %d %v", status, reply)
	}
}

func TestToken(t *testing.T) {
	now := time.Unix(1700000000, 0)
	api := newTokens([]byte("secret"), "api")
	token := api.issue("user_1", now.Add(time.Minute))
	payload, mac, _ := strings.Cut(token, ".")
	forged := base64.RawURLEncoding.EncodeToString([]byte(`{"userID":"user_2","exp":9999999999}`))
	for name, test := range map[string]struct {
		tokens tokens
		token  string
		now    time.Time
		want   string
	}{
		"genuine":        {api, token, now, "user_1"},
		"last second":    {api, token, now.Add(59 * time.Second), "user_1"},
		"expired":        {api, token, now.Add(60 * time.Second), ""},
		"other purpose":  {newTokens([]byte("secret"), "rooms"), token, now, ""},
		"other secret":   {newTokens([]byte("secreT"), "api"), token, now, ""},
		"other payload":  {api, forged + "." + mac, now, ""},
		"no mac":         {api, payload, now, ""},
		"empty mac":      {api, payload + ".", now, ""},
		"mac cut":        {api, token[:len(token)-1], now, ""},
		"something more": {api, token + "A", now, ""},
		"empty":          {api, "", now, ""},
		"dot":            {api, ".", now, ""},
	} {
		if got, ok := test.tokens.verify(test.token, test.now); got != test.want || ok != (test.want != "") {
			t.Errorf("%s: %q, %v", name, got, ok)
		}
	}
}

// The last character of base64 has spare bits: none of its neighbours may pass.
func TestTokenHasOneSpelling(t *testing.T) {
	now := time.Unix(1700000000, 0)
	api := newTokens([]byte("secret"), "api")
	token := api.issue("user_1", now.Add(time.Minute))
	for _, last := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" {
		other := token[:len(token)-1] + string(last)
		if _, ok := api.verify(other, now); ok != (other == token) {
			t.Errorf("%s: accepted %v", other, ok)
		}
	}
}

func FuzzVerifyToken(f *testing.F) {
	now := time.Unix(1700000000, 0)
	token := newTokens([]byte("secret"), "api").issue("user_1", now.Add(time.Minute))
	f.Add(token)
	f.Add("..")
	f.Add(token + ".")
	other := newTokens([]byte("another secret"), "api")
	f.Fuzz(func(t *testing.T, text string) {
		if _, ok := other.verify(text, now); ok {
			t.Errorf("accepted %q, which this key never signed", text)
		}
	})
}

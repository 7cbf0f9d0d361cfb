package live

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// tokenLife is how long a login lasts; the client logs in again by itself.
const tokenLife = 24 * time.Hour

type loginReply struct {
	Token  string `json:"token"`
	UserID string `json:"userID"`
	Expire int    `json:"expire"` // seconds
	Device string `json:"device,omitempty"`
	// UserName is what a browser on this computer asked to be called.
	UserName string `json:"userName,omitempty"`
}

// login makes a user of a wx.login code. The client never names itself.
func (s *server) login(c call) (any, error) {
	code, ok := c.fields.text("code")
	if !ok || !consists(code, 1, 256, printable) {
		return nil, badRequest("code is missing or is no login code.", "Send the code that wx.login returned.")
	}
	reply := loginReply{Expire: int(tokenLife / time.Second)}
	var err error
	if s.cfg.WXAppSecret == "" {
		reply.UserID, reply.Device, err = s.deviceUser(c.fields)
		reply.UserName = s.displayName(c.Request, code)
	} else {
		reply.UserID, err = s.wechatUser(c.Context(), code)
	}
	if err != nil {
		return nil, err
	}
	reply.Token = s.tokens.issue(reply.UserID, s.now().Add(tokenLife))
	return reply, nil
}

func (s *server) wechatUser(ctx context.Context, code string) (string, error) {
	openID, err := s.wechat.openID(ctx, code)
	return userIDOf(s.cfg.WXAppID + ":" + openID), err
}

// deviceUser knows a phone again by the credential in its storage: the same user
// after every restart of the server, and the userID does not give the credential
// away.
func (s *server) deviceUser(f fields) (userID, device string, err error) {
	if f["device"] == nil {
		device, err = randomHex(s.random, 16)
		return userIDOf("device:" + device), device, err
	}
	device, ok := f.text("device")
	if !ok || !consists(device, 32, 32, lowerHex) {
		return "", "", badRequest("device is no device credential.",
			"Send the device that an earlier login returned, or leave it out.")
	}
	return userIDOf("device:" + device), device, nil
}

// displayName is the name in a code of the form name:... of the browser view; it
// names nobody else, and only who sits at this computer may choose one.
func (s *server) displayName(r *http.Request, code string) string {
	encoded, given := strings.CutPrefix(code, "name:")
	if !given || !s.fromThisComputer(r) {
		return ""
	}
	name, err := url.PathUnescape(encoded)
	if err != nil || !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) {
		return ""
	}
	name = strings.TrimSpace(name)
	if utf8.RuneCountInString(name) > 20 {
		return ""
	}
	return name
}

// userIDOf hashes an identity to a user name that every Tencent service takes:
// at most 32 letters, digits, - and _.
func userIDOf(identity string) string {
	sum := sha256.Sum256([]byte(identity))
	return "user_" + hex.EncodeToString(sum[:12])
}

// wechat asks WeChat whom a login code belongs to.
type wechat struct {
	client *http.Client
	url    string // of the API, without a slash at the end
	appID  string
	secret Secret
	log    *slog.Logger
}

func newWechat(cfg Config, log *slog.Logger) *wechat {
	client := &http.Client{
		Timeout: 5 * time.Second,
		// The query holds the AppSecret: it goes nowhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &wechat{client: client, url: cfg.WXAPIURL, appID: cfg.WXAppID, secret: cfg.WXAppSecret, log: log}
}

// session is WeChat's answer to code2Session. The session_key in it is not used,
// so it is not even read.
type session struct {
	OpenID  string `json:"openid"`
	ErrCode int    `json:"errcode"`
}

// openID exchanges a code of wx.login for the user's openid in this mini-program.
// https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session
func (w *wechat) openID(ctx context.Context, code string) (string, error) {
	answer, err := w.code2Session(ctx, code)
	if err != nil {
		w.log.Error("code2Session failed", "reason", cut(err.Error(), longestReason))
		return "", wechatUnavailable()
	}
	if answer.ErrCode == 0 && answer.OpenID != "" {
		return answer.OpenID, nil
	}
	w.log.Warn("code2Session refused", "errcode", answer.ErrCode)
	switch answer.ErrCode {
	case 40029, 40163, 41008: // unknown, used, missing
		return "", badCode()
	case 40013, 40125, 41002, 41004: // AppID or AppSecret wrong or missing
		return "", badAppSecret()
	case 40226:
		return "", userBlocked()
	case 45011: // more than 100 a minute
		return "", rateLimited(time.Minute)
	default:
		return "", wechatUnavailable()
	}
}

func (w *wechat) code2Session(ctx context.Context, code string) (session, error) {
	query := url.Values{
		"appid":      {w.appID},
		"secret":     {string(w.secret)},
		"js_code":    {code},
		"grant_type": {"authorization_code"},
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, w.url+"/sns/jscode2session?"+query.Encode(), nil)
	if err != nil {
		return session{}, withoutURL(err)
	}
	response, err := w.client.Do(request)
	if err != nil {
		return session{}, withoutURL(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return session{}, fmt.Errorf("HTTP status %d", response.StatusCode)
	}
	var answer session
	if err := json.NewDecoder(io.LimitReader(response.Body, maxBody)).Decode(&answer); err != nil {
		return session{}, errors.New("the reply is not JSON")
	}
	return answer, nil
}

// withoutURL drops the URL from an error of net/http: the AppSecret is in it.
func withoutURL(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}

// tokens issues and checks stateless session tokens:
// base64url({"userID","exp"}) + "." + base64url(HMAC-SHA256).
type tokens struct {
	key []byte
}

// newTokens derives a key from the secret of the server. purpose keeps the tokens
// of one protocol from being accepted by another.
func newTokens(secret []byte, purpose string) tokens {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(purpose))
	return tokens{key: mac.Sum(nil)}
}

type claims struct {
	UserID string `json:"userID"`
	Exp    int64  `json:"exp"` // unix seconds
	Device string `json:"device,omitempty"`
}

func (t tokens) issue(userID string, expires time.Time) string {
	return t.sign(claims{UserID: userID, Exp: expires.Unix()})
}

func (t tokens) sign(c claims) string {
	text, _ := json.Marshal(c) // texts and a number
	payload := base64.RawURLEncoding.EncodeToString(text)
	return payload + "." + t.mac(payload)
}

// verify returns the user of a genuine token that has not expired.
func (t tokens) verify(token string, now time.Time) (userID string, ok bool) {
	c, ok := t.read(token, now)
	return c.UserID, ok
}

// read returns what a genuine token that has not expired claims.
func (t tokens) read(token string, now time.Time) (c claims, ok bool) {
	payload, mac, _ := strings.Cut(token, ".")
	if !hmac.Equal([]byte(mac), []byte(t.mac(payload))) {
		return claims{}, false
	}
	text, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil || json.Unmarshal(text, &c) != nil || c.UserID == "" || c.Exp <= now.Unix() {
		return claims{}, false
	}
	return c, true
}

func (t tokens) mac(payload string) string {
	mac := hmac.New(sha256.New, t.key)
	mac.Write([]byte(payload))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

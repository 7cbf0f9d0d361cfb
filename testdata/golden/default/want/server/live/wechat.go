package live

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"
)

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
		w.log.Error("code2Session failed", "reason", err.Error())
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

package live

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"
)

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

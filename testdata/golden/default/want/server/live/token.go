package live

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
)

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
}

func (t tokens) issue(userID string, expires time.Time) string {
	// A struct of a string and a number always encodes.
	text, _ := json.Marshal(claims{UserID: userID, Exp: expires.Unix()})
	payload := base64.RawURLEncoding.EncodeToString(text)
	return payload + "." + t.mac(payload)
}

// verify returns the user of a genuine token that has not expired.
func (t tokens) verify(token string, now time.Time) (userID string, ok bool) {
	payload, mac, _ := strings.Cut(token, ".")
	if !hmac.Equal([]byte(mac), []byte(t.mac(payload))) {
		return "", false
	}
	text, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil {
		return "", false
	}
	var c claims
	if json.Unmarshal(text, &c) != nil || c.UserID == "" || c.Exp <= now.Unix() {
		return "", false
	}
	return c.UserID, true
}

func (t tokens) mac(payload string) string {
	mac := hmac.New(sha256.New, t.key)
	mac.Write([]byte(payload))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

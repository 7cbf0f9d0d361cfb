package live

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestUserSigRefusals(t *testing.T) {
	now := time.Unix(1700000000, 0)
	s := signer{sdkAppID: 1400000001, key: testKey}
	good := s.sign("alice", now, time.Minute)
	altered, _ := decodeUserSig(good)
	altered.Expire = 1 << 40
	for name, test := range map[string]struct {
		signer signer
		text   string
		userID string
		now    time.Time
		want   error
	}{
		"last second":     {s, good, "alice", now.Add(59 * time.Second), nil},
		"expired":         {s, good, "alice", now.Add(60 * time.Second), errUserSigExpired},
		"another user":    {s, good, "bob", now, errUserSigForged},
		"another app":     {signer{sdkAppID: 1400000002, key: testKey}, good, "alice", now, errUserSigForged},
		"another key":     {signer{sdkAppID: 1400000001, key: testKey[1:] + "0"}, good, "alice", now, errUserSigForged},
		"expiry altered":  {s, encodeUserSig(altered), "alice", now, errUserSigForged},
		"empty":           {s, "", "alice", now, errUserSigFormat},
		"no base64":       {s, "%%%", "alice", now, errUserSigFormat},
		"no zlib":         {s, "aGVsbG8_", "alice", now, errUserSigFormat},
		"cut":             {s, good[:len(good)-8], "alice", now, errUserSigFormat},
		"empty object":    {s, pack("{}"), "alice", now, errUserSigFormat},
		"not an object":   {s, pack("[]"), "alice", now, errUserSigFormat},
		"version 1":       {s, pack(`{"TLS.ver":"1.0"}`), "alice", now, errUserSigFormat},
		"app id as text":  {s, pack(`{"TLS.ver":"2.0","TLS.sdkappid":"1"}`), "alice", now, errUserSigFormat},
		"packed too much": {s, pack(`{"TLS.ver":"2.0","x":"` + strings.Repeat("a", 1<<20) + `"}`), "alice", now, errUserSigFormat},
	} {
		if err := test.signer.verify(test.text, test.userID, test.now); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}

// pack puts any text into the form of a UserSig.
func pack(text string) string {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return translate(base64.StdEncoding.EncodeToString(packed.Bytes()), base64Plain, base64URL)
}

// A text that nobody signed is refused and never panics; one that decodes keeps
// its fields through another round.
func FuzzVerifyUserSig(f *testing.F) {
	s := signer{sdkAppID: 1400000001, key: testKey}
	now := time.Unix(1700000000, 0)
	good := s.sign("alice", now, time.Minute)
	for _, seed := range []string{good, pack("{}"), "", "eJw*", good[:40]} {
		f.Add(seed)
	}
	other := signer{sdkAppID: 1400000001, key: Secret(strings.Repeat("0", 64))}
	f.Fuzz(func(t *testing.T, text string) {
		if other.verify(text, "alice", now) == nil {
			t.Errorf("accepted %q, which this key never signed", text)
		}
		if u, err := decodeUserSig(text); err == nil {
			if again, err := decodeUserSig(encodeUserSig(u)); err != nil || again != u {
				t.Errorf("%+v became %+v, %v", u, again, err)
			}
		}
	})
}

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

// The MACs come from Tencent's own libraries. Whole UserSigs cannot be compared:
// every zlib packs in another way.
func TestUserSigVectors(t *testing.T) {
	const (
		k1 = Secret("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
		k2 = Secret("8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d")
	)
	k3 := Secret(strings.Repeat("f", 64))
	for _, v := range []struct {
		app    uint32
		key    Secret
		userID string
		time   int64
		expire int64
		sig    string
	}{
		{1400000001, k1, "alice", 1700000000, 604800, "bPWGshsc+vFLPeFEPa+tRfoL27JpAK0RfFmL+h3xO0A="},
		{1400000001, k1, "bob-2_X", 1700000000, 86400, "vkI8tlaq0tgwEv1bZwULl6RjkYjP/EDTPeDamXX07RA="},
		{1600012345, k2, "user_dda36c3f_7c91", 1735689600, 15552000, "7mKB7s1/LLG+yYNPXQR7WizFn5ijEe6jmEsPvWI2PyI="},
		{20001234, k2, "anchor", 1735689600, 3600, "hCXNh2Mhdqpe33HNCoic+Uj0mUoKP6kjbx17qhaT1k8="},
		{1400042982, k3, "james", 1565610959, 2592000, "dyC7sQ7EHPY0IoolCrsLNfAVb2d3Iq0e8WSSdVY+FQ0="},
		{1400000001, k1, strings.Repeat("a", 32), 1893456000, 1, "DRkS8uxlbbDZvUWQGP6zHGzSUM+MN6NagVcm9oIYOn0="},
		{1400000001, k1, "administrator", 2147483647, 604800, "f+FeqayZU8ZTEXpAtInTAQr66OLID1fysqLym6HEreU="},
		{2000000001, k2, "18f3c2a9b10", 1767225600, 604800, "hRw40H1YlcBPGhMTtHyJbAvJrMXDmU6rNmmcZ6M9KPs="},
	} {
		now := time.Unix(v.time, 0)
		s := signer{sdkAppID: v.app, key: v.key}
		sig := s.sign(v.userID, now, time.Duration(v.expire)*time.Second)
		want := userSig{Version: "2.0", Identifier: v.userID, SDKAppID: v.app, Time: v.time, Expire: v.expire, Sig: v.sig}
		if got, err := decodeUserSig(sig); err != nil || got != want {
			t.Errorf("%s: %+v, %v\nwant %+v", v.userID, got, err, want)
		}
		if err := s.verify(sig, v.userID, now); err != nil {
			t.Errorf("%s: own UserSig refused: %v", v.userID, err)
		}
	}
}

// Strings as Tencent's library packs them.
func TestOfficialUserSigs(t *testing.T) {
	for _, v := range []struct {
		app    uint32
		key    Secret
		userID string
		time   int64
		text   string
	}{
		{1400000001, testKey, "alice", 1700000000, "eJw1ycEKgkAUheF3uVtDriYZAy1caFADiQWtJ*dOXsoanEGE6N0Dx87ufP8HLvIcjzSAgDRGWM2fNb08G55ZPbmlJTj9UNayBpFkGJaE4rknEEm*KAalyfJAIDaYbf-m*A4CbvV17zrXRmMla6rKWkW*MW*Z5gdbHLExVS*jbj2dsNjB9wetYDAw"},
		{1400042982, Secret(strings.Repeat("f", 64)), "james", 1565610959, "eJwtjMEKgkAUAP-lXQt5bq66Cx1CigSJxDA8KvuMV5nmShTRvwfqcWZgvnBKMudFPWgQDsJyZDb0GLjmUV-LhuwcrLmVXccGtOshoidUKKYycEOgXelL30Ul1WTp3XFPoIVUAhHnCV9Ag-lEgU2D7f5YYNy296i3yaHe5JUwq-iJFJ6zzOTFYpfiGn5-8ecwpA__"},
	} {
		s := signer{sdkAppID: v.app, key: v.key}
		if err := s.verify(v.text, v.userID, time.Unix(v.time, 0)); err != nil {
			t.Errorf("%s: %v", v.userID, err)
		}
	}
}

func TestPrivateMapKeyVectors(t *testing.T) {
	s := signer{sdkAppID: 1400000001, key: testKey}
	now := time.Unix(1700000000, 0)
	for _, v := range []struct {
		room       roomRef
		privileges uint32
		buf, sig   string
	}{
		{roomRef{number: 12345}, 255, "AAAFYWxpY2VTck4BAAAwOWVT8iwAAAD/AAAAAA==", "FCiLdyLbT7ZjlWBx2xwUnciSBUbrXSh7iowkm3vy3MQ="},
		{roomRef{number: 12345}, 42, "AAAFYWxpY2VTck4BAAAwOWVT8iwAAAAqAAAAAA==", "mww+eFtAUhO/qPa9830GNyPS5yQzl+l4vmYkz6/Q5rc="},
		{roomRef{name: "room_x1"}, 255, "AQAFYWxpY2VTck4BAAAAAGVT8iwAAAD/AAAAAAAHcm9vbV94MQ==", "OX64TwlPdsk0GOdZ8Jxhn5p6yih7IYR41ZizwPMNRKk="},
	} {
		text := s.privateMapKey("alice", v.room, v.privileges, now, 300*time.Second)
		got, err := decodeUserSig(text)
		if err != nil || got.UserBuf != v.buf || got.Sig != v.sig {
			t.Errorf("%+v: %+v, %v", v.room, got, err)
		}
	}
}

func TestStreamVectors(t *testing.T) {
	for _, v := range []struct {
		key     Secret
		stream  string
		unix    int64
		txTime  string
		txHash  string
		spelled string // hash with a lower-case txTime
	}{
		{"e12c46f2612d5106e2034781ab261ca3", "test", 1546064025, "5C271099", "f85a2ab363fe4deaffef9754d79da6fe", "9603387445825a481e6b7496aced5746"},
		{"0123456789abcdef0123456789abcdef", "8888_user1_a1b2", 1700000000, "6553F100", "9f0af7be2bc77d6dd2d7cb6da7594908", "681dc7d76d2adbd23f925eb1e0ef04df"},
		{"PlayKey2024", "room_1", 1735689600, "67748580", "5511a9625e821df24e3463f058e19de7", ""},
		{"PlayKey2024", "room_1_sd", 1735689600, "67748580", "0a03b8787957d6ee7143551a82f9cba8", ""},
		{"69e0daf7234b01f257a7adb9f807ae9f", "123456", 1473595687, "57D54927", "478a15bf1b25e5c7c5886d2eef220fb8", "98501901b53ba3cdb66d8603ff2995f2"},
	} {
		want := "?txSecret=" + v.txHash + "&txTime=" + v.txTime
		if got := cssQuery(v.key, v.stream, time.Unix(v.unix, 0)); got != want {
			t.Errorf("%s: %s, want %s", v.stream, got, want)
		}
		if v.spelled != "" && txSecret(v.key, v.stream, strings.ToLower(v.txTime)) != v.spelled {
			t.Errorf("%s: hash with lower-case txTime differs from %s", v.stream, v.spelled)
		}
	}
}

package live

import (
	"bytes"
	"compress/zlib"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
)

// UserSig v2 is Tencent Cloud's proof that a server vouches for a user:
// base64(zlib(JSON)) with an HMAC-SHA256 inside.
// https://cloud.tencent.com/document/product/269/32688

// userSig is the JSON inside a UserSig.
type userSig struct {
	Version    string `json:"TLS.ver"`
	Identifier string `json:"TLS.identifier"`
	SDKAppID   uint32 `json:"TLS.sdkappid"`
	Time       int64  `json:"TLS.time"`   // unix seconds
	Expire     int64  `json:"TLS.expire"` // seconds after Time
	UserBuf    string `json:"TLS.userbuf,omitempty"`
	Sig        string `json:"TLS.sig"`
}

// mac signs the fields. The key is used as text: its hex digits are not decoded.
func (u userSig) mac(key Secret) string {
	mac := hmac.New(sha256.New, []byte(key))
	fmt.Fprintf(mac, "TLS.identifier:%s\nTLS.sdkappid:%d\nTLS.time:%d\nTLS.expire:%d\n",
		u.Identifier, u.SDKAppID, u.Time, u.Expire)
	if u.UserBuf != "" {
		fmt.Fprintf(mac, "TLS.userbuf:%s\n", u.UserBuf)
	}
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// signer makes and checks UserSigs of one SDKAppID.
type signer struct {
	sdkAppID uint32
	key      Secret
	packers  *sync.Pool // of *packer
}

func newSigner(sdkAppID uint32, key Secret) signer {
	return signer{sdkAppID: sdkAppID, key: key, packers: &sync.Pool{New: func() any { return newPacker() }}}
}

// appText is the SDKAppID as queries have it.
func (s signer) appText() string { return strconv.FormatUint(uint64(s.sdkAppID), 10) }

// sign vouches for userID during life from now on.
func (s signer) sign(userID string, now time.Time, life time.Duration) string {
	return s.seal(userID, now, life, nil)
}

func (s signer) seal(userID string, now time.Time, life time.Duration, userBuf []byte) string {
	u := userSig{
		Version:    "2.0",
		Identifier: userID,
		SDKAppID:   s.sdkAppID,
		Time:       now.Unix(),
		Expire:     int64(life / time.Second),
		UserBuf:    base64.StdEncoding.EncodeToString(userBuf),
	}
	u.Sig = u.mac(s.key)
	p := s.packers.Get().(*packer)
	defer s.packers.Put(p)
	return p.pack(u)
}

var (
	errUserSigFormat  = errors.New("this is not a UserSig of version 2")
	errUserSigForged  = errors.New("the UserSig was made with another key, for another app or for another user")
	errUserSigExpired = errors.New("the UserSig has expired")
)

// verify accepts a UserSig that this key made for userID and that is still valid.
func (s signer) verify(text, userID string, now time.Time) error {
	p := s.packers.Get().(*packer)
	u, err := p.unpack(text)
	s.packers.Put(p)
	if err != nil {
		return err
	}
	genuine := hmac.Equal([]byte(u.Sig), []byte(u.mac(s.key)))
	if !genuine || u.SDKAppID != s.sdkAppID || u.Identifier != userID {
		return errUserSigForged
	}
	if now.Unix()-u.Time >= u.Expire {
		return errUserSigExpired
	}
	return nil
}

// Tencent's alphabet: base64 with the three characters that URLs dislike replaced.
const (
	base64Plain = "+/="
	base64URL   = "*-_"
)

// packer compresses UserSigs. Its tables cost a hundred times what it does with
// them, so it is used again.
type packer struct {
	packed bytes.Buffer
	zlib   *zlib.Writer
	plain  io.ReadCloser // zlib's reader, from the first unpack on
}

func newPacker() *packer {
	p := &packer{}
	p.zlib = zlib.NewWriter(&p.packed)
	return p
}

func (p *packer) pack(u userSig) string {
	p.packed.Reset()
	p.zlib.Reset(&p.packed)
	// Nothing here can fail: the struct always encodes, the buffer takes every byte.
	text, _ := json.Marshal(u)
	_, _ = p.zlib.Write(text)
	_ = p.zlib.Close()
	return translate(base64.StdEncoding.EncodeToString(p.packed.Bytes()), base64Plain, base64URL)
}

// unpack does not check the signature. It reads no more than a real UserSig can
// hold, whatever the packed text would grow to.
func (p *packer) unpack(text string) (userSig, error) {
	const limit = 4 << 10
	packed, err := base64.StdEncoding.DecodeString(translate(text, base64URL, base64Plain))
	if err == nil {
		err = p.open(packed)
	}
	if err != nil {
		return userSig{}, errUserSigFormat
	}
	plain, err := io.ReadAll(io.LimitReader(p.plain, limit+1))
	if err != nil || len(plain) > limit {
		return userSig{}, errUserSigFormat
	}
	var u userSig
	if json.Unmarshal(plain, &u) != nil || u.Version != "2.0" {
		return userSig{}, errUserSigFormat
	}
	return u, nil
}

func (p *packer) open(packed []byte) (err error) {
	if p.plain != nil {
		return p.plain.(zlib.Resetter).Reset(bytes.NewReader(packed), nil)
	}
	p.plain, err = zlib.NewReader(bytes.NewReader(packed))
	return err
}

// translate replaces each character of from by the one of to at its place.
func translate(text, from, to string) string {
	return strings.Map(func(r rune) rune {
		if i := strings.IndexRune(from, r); i >= 0 {
			return rune(to[i])
		}
		return r
	}, text)
}

// roomRef names a TRTC room: by number, or by name when the number is 0.
type roomRef struct {
	number uint32
	name   string
}

// allPrivileges lets a user create, enter, speak, show and share in a room.
const allPrivileges = 255

// privateMapKey is a UserSig that also grants privileges in one TRTC room. Both
// its own life and the one inside the grant end at now + life.
// https://cloud.tencent.com/document/product/647/32240
func (s signer) privateMapKey(userID string, room roomRef, privileges uint32, now time.Time, life time.Duration) string {
	return s.seal(userID, now, life, s.grant(userID, room, privileges, now.Add(life)))
}

// grant lays the privileges out in TRTC's binary form, big-endian.
func (s signer) grant(userID string, room roomRef, privileges uint32, expires time.Time) []byte {
	var kind byte
	if room.number == 0 {
		kind = 1
	}
	const accountType = 0
	b := []byte{kind}
	b = binary.BigEndian.AppendUint16(b, uint16(len(userID)))
	b = append(b, userID...)
	for _, field := range []uint32{s.sdkAppID, room.number, uint32(expires.Unix()), privileges, accountType} {
		b = binary.BigEndian.AppendUint32(b, field)
	}
	if kind == 1 {
		b = binary.BigEndian.AppendUint16(b, uint16(len(room.name)))
		b = append(b, room.name...)
	}
	return b
}

// Secret is a text that no log, error or dump shows: every way of formatting
// gives a mask. string(s) is the only way to the text itself.
type Secret string

const mask = "[secret]"

func (Secret) String() string { return mask }

// GoString keeps %#v from showing the text.
func (Secret) GoString() string { return mask }

// MarshalText keeps JSON, and so slog's JSON handler, from showing the text.
func (Secret) MarshalText() ([]byte, error) { return []byte(mask), nil }

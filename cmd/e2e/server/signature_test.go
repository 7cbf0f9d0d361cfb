package server

import (
	"bytes"
	"compress/zlib"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

// What is signed is checked here by code of the test's own.

// knownTokens makes session tokens with the secrets of a server: good ones of two
// users, and bad ones.
func knownTokens(env map[string]string) map[string]string {
	if env["SECRETKEY"] == "" && env["WX_APPSECRET"] == "" {
		return nil
	}
	secret := sha256.Sum256([]byte(env["SECRETKEY"] + "\n" + env["WX_APPSECRET"]))
	token := func(secret []byte, purpose, userID string, life time.Duration) string {
		payload := fmt.Sprintf(`{"userID":%q,"exp":%d}`, userID, time.Now().Add(life).Unix())
		text := base64.RawURLEncoding.EncodeToString([]byte(payload))
		mac := hmacSHA256(hmacSHA256(secret, purpose), text)
		return text + "." + base64.RawURLEncoding.EncodeToString(mac)
	}
	return map[string]string{
		"valid":     token(secret[:], "mlvb api token", "user_0", time.Hour),
		"other":     token(secret[:], "mlvb api token", "user_1", time.Hour),
		"expired":   token(secret[:], "mlvb api token", "user_0", -time.Second),
		"roomToken": token(secret[:], "mlvb room token", "user_0", time.Hour),
		"forged":    token([]byte("guess"), "mlvb api token", "user_0", time.Hour),
	}
}

func hmacSHA256(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

func (c *conversation) check(name string, e exchange, reply map[string]any) {
	c.Helper()
	var err error
	switch e.Check {
	case "device":
		sum := sha256.Sum256([]byte(fmt.Sprint("device:", reply["device"])))
		if want := "user_" + hex.EncodeToString(sum[:12]); reply["userID"] != want {
			err = fmt.Errorf("userID %v, want %s", reply["userID"], want)
		}
	case "userSig":
		_, err = c.openUserSig(fmt.Sprint(reply["userSig"]), reply, 7*24*time.Hour)
	case "privateMapKey":
		err = c.checkMapKey(e, reply)
	case "stream":
		err = c.checkStream(reply)
	case "timestamp":
		err = near(reply["timestamp"], time.Now().UnixMilli(), 5000)
	default:
		err = fmt.Errorf("no check %q", e.Check)
	}
	if err != nil {
		c.Errorf("%s: %v", name, err)
	}
}

// openUserSig unpacks a UserSig and verifies it, and returns its fields.
func (c *conversation) openUserSig(text string, reply map[string]any, life time.Duration) (map[string]any, error) {
	packed, err := base64.StdEncoding.DecodeString(strings.NewReplacer("*", "+", "-", "/", "_", "=").Replace(text))
	if err != nil {
		return nil, err
	}
	unpacking, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	plain, err := io.ReadAll(unpacking)
	if err != nil {
		return nil, err
	}
	fields, _ := decode(plain).(map[string]any)
	signed := fmt.Sprintf("TLS.identifier:%v\nTLS.sdkappid:%v\nTLS.time:%v\nTLS.expire:%v\n",
		fields["TLS.identifier"], fields["TLS.sdkappid"], fields["TLS.time"], fields["TLS.expire"])
	if buf, ok := fields["TLS.userbuf"]; ok {
		signed += fmt.Sprintf("TLS.userbuf:%v\n", buf)
	}
	mac := base64.StdEncoding.EncodeToString(hmacSHA256([]byte(c.env["SECRETKEY"]), signed))
	switch {
	case c.env["SECRETKEY"] != "" && fields["TLS.sig"] != mac: // else the key is in the server's memory only
		return nil, fmt.Errorf("TLS.sig %v, want %s", fields["TLS.sig"], mac)
	case fields["TLS.ver"] != "2.0" || fields["TLS.identifier"] != reply["userID"] || fields["TLS.sdkappid"] != reply["sdkAppID"],
		fields["TLS.expire"] != json.Number(strconv.Itoa(int(life.Seconds()))):
		return nil, fmt.Errorf("a UserSig of %s", plain)
	}
	return fields, near(fields["TLS.time"], time.Now().Unix(), 5)
}

// checkMapKey compares the grant inside with one laid out here.
func (c *conversation) checkMapKey(e exchange, reply map[string]any) error {
	fields, err := c.openUserSig(fmt.Sprint(reply["privateMapKey"]), reply, 24*time.Hour)
	if err != nil {
		return err
	}
	sent, _ := decode(e.sentJSON()).(map[string]any)
	name, byName := sent["roomID"].(string)
	number := 0.0
	if !byName {
		number, err = strconv.ParseFloat(fmt.Sprint(sent["roomID"]), 64)
	}
	userID, issued := fmt.Sprint(reply["userID"]), asInt(fields["TLS.time"])
	want := append([]byte{0, 0, byte(len(userID))}, userID...)
	for _, field := range []int64{asInt(reply["sdkAppID"]), int64(number), issued + 24*3600, 255, 0} {
		want = binary.BigEndian.AppendUint32(want, uint32(field))
	}
	if byName {
		want[0] = 1
		want = append(append(want, 0, byte(len(name))), name...)
	}
	if text := base64.StdEncoding.EncodeToString(want); err == nil && fields["TLS.userbuf"] != text {
		err = fmt.Errorf("TLS.userbuf %v, want %s", fields["TLS.userbuf"], text)
	}
	return err
}

func (e exchange) sentJSON() []byte {
	if e.Text != nil {
		return []byte(*e.Text)
	}
	return e.JSON
}

// checkStream looks at name, signature and life of each URL.
func (c *conversation) checkStream(reply map[string]any) error {
	play, _ := reply["play"].(map[string]any)
	err := near(reply["expiresAt"], time.Now().Add(24*time.Hour).Unix(), 5)
	for address, signed := range map[any]struct{ key, action string }{
		reply["pushURL"]: {c.env["PUSH_KEY"], "push"}, play["rtmp"]: {c.env["PLAY_KEY"], "play"}, play["flv"]: {c.env["PLAY_KEY"], "play"},
	} {
		parsed, parseErr := url.Parse(fmt.Sprint(address))
		if parseErr != nil {
			return parseErr
		}
		want := c.streamQuery(signed.key, signed.action, fmt.Sprint(reply["streamName"]), asInt(reply["expiresAt"]))
		if name := strings.TrimSuffix(path.Base(parsed.Path), ".flv"); name != reply["streamName"] || parsed.RawQuery != want {
			return fmt.Errorf("%v: want the stream %v and the query %q", address, reply["streamName"], want)
		}
	}
	return err
}

// streamQuery signs a stream as CSS wants it, or a media server of one's own.
func (c *conversation) streamQuery(key, action, stream string, expires int64) string {
	switch {
	case c.env["MEDIA_KEY"] != "":
		mac := hmacSHA256([]byte(c.env["MEDIA_KEY"]), fmt.Sprintf("%s\n%s\n%d", action, stream, expires))
		return fmt.Sprintf("expires=%d&sign=%x", expires, mac)
	case key != "" && c.env["MEDIA_URL"] == "":
		txTime := strings.ToUpper(strconv.FormatInt(expires, 16))
		sum := md5.Sum([]byte(key + stream + txTime))
		return "txSecret=" + hex.EncodeToString(sum[:]) + "&txTime=" + txTime
	default:
		return ""
	}
}

func asInt(value any) int64 {
	number, _ := strconv.ParseInt(fmt.Sprint(value), 10, 64)
	return number
}

// near allows for the time that a request takes.
func near(value any, want, within int64) error {
	if off := asInt(value) - want; off < -within || off > within {
		return fmt.Errorf("%v is %d away from %d", value, off, want)
	}
	return nil
}

package live

import (
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"
)

// streamLife is how long a push URL may start a stream; a running one goes on.
const streamLife = 24 * time.Hour

// playURLs are the two forms that live-player takes.
type playURLs struct {
	RTMP string `json:"rtmp"`
	FLV  string `json:"flv"`
}

// stream says where streams go: "ready" is CSS, "media" a media server of one's
// own, "missing" nowhere. MEDIA_URL wins: nobody sets it by accident.
func (c Config) stream() string {
	switch {
	case c.MediaURL != "":
		return "media"
	case c.PushDomain != "" && c.PushKey != "" && c.PlayDomain != "":
		return "ready"
	default:
		return "missing"
	}
}

func (c Config) pushURL(stream string, expires time.Time) string {
	if c.MediaURL != "" {
		return c.MediaURL + "/" + stream + c.mediaQuery(MediaPush, stream, expires)
	}
	return "rtmp://" + c.PushDomain + "/live/" + stream + cssQuery(c.PushKey, stream, expires)
}

func (c Config) playURLs(stream string, expires time.Time) playURLs {
	if c.MediaURL != "" {
		query := c.mediaQuery(MediaPlay, stream, expires)
		return playURLs{RTMP: c.MediaURL + "/" + stream + query, FLV: c.flv(stream) + query}
	}
	query := ""
	if c.PlayKey != "" {
		query = cssQuery(c.PlayKey, stream, expires)
	}
	name := c.PlayDomain + "/live/" + stream
	return playURLs{RTMP: "rtmp://" + name + query, FLV: "https://" + name + ".flv" + query}
}

// cssQuery signs a stream name for CSS. The time in the query has to be spelled
// exactly as in the hash. https://cloud.tencent.com/document/product/267/32735
func cssQuery(key Secret, stream string, expires time.Time) string {
	txTime := fmt.Sprintf("%X", expires.Unix())
	return "?txSecret=" + txSecret(key, stream, txTime) + "&txTime=" + txTime
}

func txSecret(key Secret, stream, txTime string) string {
	sum := md5.Sum([]byte(string(key) + stream + txTime))
	return hex.EncodeToString(sum[:])
}

// newStreamName makes a name that only userID can own, see ownStream.
func newStreamName(userID string, random io.Reader) (string, error) {
	tail, err := randomHex(random, 2)
	return userID + "_" + tail, err
}

// ownStream returns the stream name in a push URL if it was made for userID:
// nobody enters a room with the stream of another.
func ownStream(userID, pushURL string) (name string, ok bool) {
	address, err := url.Parse(pushURL)
	if err != nil {
		return "", false
	}
	name = path.Base(address.Path)
	tail, found := strings.CutPrefix(name, userID+"_")
	return name, found && regexp.MustCompile(`^[0-9a-f]{4}$`).MatchString(tail)
}

func randomHex(random io.Reader, n int) (string, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("no random numbers: %w", err)
	}
	return hex.EncodeToString(b), nil
}

package live

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
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
	return name, found && consists(tail, 4, 4, lowerHex)
}

func randomHex(random io.Reader, n int) (string, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("no random numbers: %w", err)
	}
	return hex.EncodeToString(b), nil
}

// A MediaAction is what an address at a media server of one's own allows.
type MediaAction string

// The actions that addresses are signed for. Cut ends a stream for good.
const (
	MediaPush MediaAction = "push"
	MediaPlay MediaAction = "play"
	MediaCut  MediaAction = "cut"
)

// Why a media address is refused.
var (
	ErrMediaSignature = errors.New("the signature of the media address is missing or wrong")
	ErrMediaExpired   = errors.New("the media address has expired")
)

// SignMedia returns the query, with its question mark, that allows an action on
// a stream until a time. The time in it is spelled exactly as in the signature.
func SignMedia(key Secret, action MediaAction, stream string, expires time.Time) string {
	unix := strconv.FormatInt(expires.Unix(), 10)
	return "?expires=" + unix + "&sign=" + hex.EncodeToString(mediaMAC(key, action, stream, unix))
}

// CheckMedia returns nil if the query of a media address allows the action on
// the stream now, else ErrMediaSignature or ErrMediaExpired. Without a key
// nothing is allowed.
func CheckMedia(key Secret, action MediaAction, stream string, query url.Values, now time.Time) error {
	given, err := hex.DecodeString(query.Get("sign"))
	if err != nil || key == "" || !hmac.Equal(given, mediaMAC(key, action, stream, query.Get("expires"))) {
		return ErrMediaSignature
	}
	if unix, err := strconv.ParseInt(query.Get("expires"), 10, 64); err != nil || unix <= now.Unix() {
		return ErrMediaExpired
	}
	return nil
}

func mediaMAC(key Secret, action MediaAction, stream, expires string) []byte {
	mac := hmac.New(sha256.New, []byte(key))
	fmt.Fprintf(mac, "%s\n%s\n%s", action, stream, expires)
	return mac.Sum(nil)
}

// mediaQuery is empty for a media server that checks no signatures.
func (c Config) mediaQuery(action MediaAction, stream string, expires time.Time) string {
	if c.MediaKey == "" {
		return ""
	}
	return SignMedia(c.MediaKey, action, stream, expires)
}

// flv is the address of a stream as FLV over HTTP, without a query.
func (c Config) flv(stream string) string {
	if c.MediaFLV != "" {
		return c.MediaFLV + "/" + stream + ".flv"
	}
	media, _ := url.Parse(c.MediaURL)
	return fmt.Sprintf("http://%s:8000%s/%s.flv", media.Hostname(), media.Path, stream)
}

// cutStream has the media server end a stream, and takes its time: the room has
// forgotten the stream already. A server without a key knows no such request.
func (s *server) cutStream(stream string) {
	if s.cfg.MediaKey == "" || s.cfg.stream() != "media" {
		return
	}
	const limit = 5 * time.Second
	address := s.cfg.flv(stream) + SignMedia(s.cfg.MediaKey, MediaCut, stream, s.now().Add(time.Minute))
	go func() {
		if err := sendCut(address, limit); err != nil {
			s.log.Warn("the stream of a guest off the mic was not cut", "reason", err.Error())
		}
	}()
}

// sendCut keeps the address out of its errors: whoever has it may cut the stream.
func sendCut(address string, limit time.Duration) error {
	request, err := http.NewRequest(http.MethodDelete, address, nil)
	if err != nil {
		return withoutURL(err)
	}
	client := &http.Client{
		Timeout:       limit,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		return withoutURL(err)
	}
	defer response.Body.Close()
	// A stream that has ended by itself is none to cut.
	if response.StatusCode >= http.StatusMultipleChoices && response.StatusCode != http.StatusNotFound {
		return fmt.Errorf("HTTP status %d", response.StatusCode)
	}
	return nil
}

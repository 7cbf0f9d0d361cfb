package live

import (
	"encoding/json"
	"math"
	"time"
)

const (
	userSigLife = 7 * 24 * time.Hour
	mapKeyLife  = 24 * time.Hour
)

func (s *server) health(call) (any, error) {
	return map[string]string{"status": "ok"}, nil
}

// login says who vouches for users: "wechat", or "development": nobody.
func (c Config) login() string {
	if c.WXAppSecret == "" {
		return "development"
	}
	return "wechat"
}

// userSig says whether UserSigs are worth anything to Tencent Cloud: "ready", or
// "local": to this server only.
func (c Config) userSig() string {
	if c.SDKAppID == 0 || c.SecretKey == "" {
		return "local"
	}
	return "ready"
}

// status tells the home page what is set up: names, never values.
func (s *server) status(call) (any, error) {
	env := "development"
	if s.cfg.Production {
		env = "production"
	}
	return map[string]any{
		"env":     env,
		"login":   s.cfg.login(),
		"userSig": s.cfg.userSig(),
		"stream":  s.cfg.stream(),
		"rooms":   true,
		"missing": s.cfg.Missing(),
	}, nil
}

type userSigReply struct {
	SDKAppID      uint32 `json:"sdkAppID"`
	UserID        string `json:"userID"`
	UserSig       string `json:"userSig"`
	Expire        int    `json:"expire"` // seconds
	PrivateMapKey string `json:"privateMapKey,omitempty"`
}

// userSig vouches for the user to Tencent Cloud, and with a roomID also lets them
// into that TRTC room.
func (s *server) userSig(c call) (any, error) {
	now := s.now()
	reply := userSigReply{
		SDKAppID: s.signer.sdkAppID,
		UserID:   c.userID,
		UserSig:  s.signer.sign(c.userID, now, userSigLife),
		Expire:   int(userSigLife / time.Second),
	}
	if given := c.fields["roomID"]; given != nil {
		room, ok := parseRoom(given)
		if !ok {
			return nil, badRequest("roomID does not name a TRTC room.",
				"It is a number from 1 to 4294967295 or 1 to 64 printable ASCII characters.")
		}
		reply.PrivateMapKey = s.signer.privateMapKey(c.userID, room, allPrivileges, now, mapKeyLife)
	}
	return reply, nil
}

func parseRoom(value any) (roomRef, bool) {
	switch v := value.(type) {
	case string:
		return roomRef{name: v}, consists(v, 1, 64, printable)
	case json.Number:
		number, err := v.Float64()
		if err != nil || number != math.Trunc(number) || number < 1 || number > math.MaxUint32 {
			return roomRef{}, false
		}
		return roomRef{number: uint32(number)}, true
	default:
		return roomRef{}, false
	}
}

type streamReply struct {
	StreamName string   `json:"streamName"`
	PushURL    string   `json:"pushURL"`
	Play       playURLs `json:"play"`
	ExpiresAt  int64    `json:"expiresAt"` // unix seconds
}

// streamURL gives the user a stream name of their own, to push to and to play.
func (s *server) streamURL(c call) (any, error) {
	return s.newStream(c.userID)
}

func (s *server) newStream(userID string) (streamReply, error) {
	if s.cfg.stream() == "missing" {
		return streamReply{}, streamNotConfigured()
	}
	name, err := newStreamName(userID, s.random)
	if err != nil {
		return streamReply{}, err
	}
	return s.streamOf(name), nil
}

func (s *server) streamOf(name string) streamReply {
	expires := s.now().Add(streamLife)
	return streamReply{
		StreamName: name,
		PushURL:    s.cfg.pushURL(name, expires),
		Play:       s.cfg.playURLs(name, expires),
		ExpiresAt:  expires.Unix(),
	}
}

package live

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// roomPath is where the RoomService protocol of Tencent's mlvb-live-room component
// lives: POST with the query userID and token, JSON both ways, HTTP status 200
// whatever happens, code 0 when all is well.
const roomPath = "/weapp/live_room/"

// reply is what a call answers; code, message and timestamp join it at the end.
type reply map[string]any

// roomService speaks the protocol and keeps the rooms in registry.
type roomService struct {
	server   *server
	tokens   tokens
	registry *registry
	calls    map[string]func(roomCall) (reply, error)
	ofOthers map[string]bool // calls that may name another user, and see to it themselves who may
	users    *limiter
}

func newRoomService(s *server, t tokens) *roomService {
	rooms := &roomService{
		server:   s,
		tokens:   t,
		registry: newRegistry(s.random),
		ofOthers: map[string]bool{"delete_anchor": true, "delete_pusher": true},
		users:    newLimiter(100, 100*time.Millisecond),
	}
	rooms.calls = rooms.newCalls()
	return rooms
}

// roomCall is a request of a known user.
type roomCall struct {
	userID string
	body   map[string]any
	now    time.Time
}

// answer sends the reply of the call with that name.
func (s *roomService) answer(w *observer, r *http.Request, name string) {
	sent, err := s.dispatch(w, r, name)
	if err != nil {
		sent = s.refusal(err)
	} else {
		sent["code"], sent["message"] = 0, "success"
	}
	sent["timestamp"] = s.server.now().UnixMilli()
	s.server.reply(w, http.StatusOK, sent)
}

// refusal puts every error into the protocol's form.
func (s *roomService) refusal(err error) reply {
	var refused *roomError
	if errors.As(err, &refused) {
		return reply{"code": refused.code, "message": refused.message}
	}
	var p *problem
	if errors.As(err, &p) && p.Code == "stream_not_configured" {
		return reply{"code": codeNoPushURL, "message": p.Message + " " + p.Hint}
	}
	s.server.log.Error("room call failed", "reason", err.Error())
	return reply{"code": codeInternal, "message": internal().Message}
}

func (s *roomService) dispatch(w *observer, r *http.Request, name string) (reply, error) {
	if r.Method != http.MethodPost {
		return nil, refuseRoom(codeBadParameter, "calls are made with POST")
	}
	if name == "login" {
		return s.login(w, r)
	}
	call, ok := s.calls[name]
	if !ok {
		return nil, refuseRoom(codeBadParameter, "there is no such call")
	}
	c := roomCall{now: s.server.now()}
	query := r.URL.Query()
	c.userID, ok = s.tokens.verify(query.Get("token"), c.now)
	if !ok || c.userID != query.Get("userID") {
		return nil, refuseRoom(codeBadToken, "the token is forged, expired or another user's; log in again")
	}
	w.user = c.userID
	if s.users.wait(c.userID, c.now) > 0 {
		return nil, refuseRoom(codeRateLimited, "too many requests")
	}
	var err error
	if c.body, err = readRoomBody(w, r); err != nil {
		return nil, err
	}
	if acting, given := c.body["userID"]; given && acting != c.userID && !s.ofOthers[name] {
		return nil, refuseRoom(codeOtherUser, "the userID in the body is not the user of the token")
	}
	return call(c)
}

func readRoomBody(w *observer, r *http.Request) (map[string]any, error) {
	text, err := readBody(w.ResponseWriter, r)
	if err != nil {
		return nil, refuseRoom(codeBadParameter, "the body is larger than 64 KiB or did not arrive whole")
	}
	body := map[string]any{}
	if len(text) > 0 && json.Unmarshal(text, &body) != nil || body == nil {
		return nil, refuseRoom(codeNotJSON, "the body is not a JSON object")
	}
	return body, nil
}

// login changes a UserSig for a token. The UserSig may be made by any server
// that has the same SECRETKEY.
func (s *roomService) login(w *observer, r *http.Request) (reply, error) {
	now := s.server.now()
	if s.server.logins.wait(clientIP(r), now) > 0 {
		return nil, refuseRoom(codeRateLimited, "too many logins from one address")
	}
	query := r.URL.Query()
	userID := query.Get("userID")
	if err := s.checkLogin(query, userID, now); err != nil {
		return nil, err
	}
	w.user = userID
	return reply{"userID": userID, "token": s.tokens.issue(userID, now.Add(tokenLife))}, nil
}

func (s *roomService) checkLogin(query url.Values, userID string, now time.Time) error {
	switch sdkAppID := query.Get("sdkAppID"); {
	case sdkAppID == "":
		return refuseRoom(codeNoLogin, "sdkAppID is missing")
	case query.Get("userSig") == "":
		return refuseRoom(codeNoUserSig, "userSig is missing")
	case sdkAppID != s.server.signer.appText():
		return refuseRoom(codeOtherApp, "this server is set up for another sdkAppID")
	case !validUserID(userID):
		return refuseRoom(codeBadParameter, "userID is missing or is not 1 to 32 letters, digits, - and _")
	}
	if err := s.server.signer.verify(query.Get("userSig"), userID, now); err != nil {
		return refuseRoom(codeBadToken, err.Error())
	}
	return nil
}

// roomError is a refusal in the room protocol, where HTTP says 200 and code says
// what is wrong. The numbers are those of the hosted RoomService wherever the
// meaning fits: https://cloud.tencent.com/document/product/454/73168
type roomError struct {
	code    int
	message string
}

func (e *roomError) Error() string { return e.message }

func refuseRoom(code int, message string) *roomError { return &roomError{code: code, message: message} }

const (
	codeBadParameter  = 200100
	codeNotJSON       = 200101
	codeNoLogin       = 201001
	codeNoUserSig     = 201002
	codeOtherUser     = 201003
	codeNoRoomID      = 201004
	codeNoCount       = 201005
	codeNoField       = 201007
	codeBadOperation  = 201008
	codeNoValue       = 201009
	codeBadToken      = 202001
	codeOtherApp      = 202005
	codeRateLimited   = 202006
	codeCreateFailed  = 203002
	codeDestroyFailed = 203003
	codeEnterFailed   = 203006
	codeAnchorsFull   = 203007
	codeInfoTooLong   = 203009
	codeNotInRoom     = 203010
	codeNoPushURL     = 204001
	codeNoAnchors     = 204002
	codeLeaveFailed   = 204003
	codeAudienceFull  = 205001
	codeAudienceAdd   = 205002
	codeAudienceList  = 205004
	codeNoHeartbeat   = 206001
	codeCustomFailed  = 207003
	codeUnsupported   = 207005
	codeInternal      = http.StatusInternalServerError
)

// role is what the chat asks: see chatRooms. A room that is about to begin has a
// conversation already.
func (s *roomService) role(roomID, userID string) (string, bool) {
	now := s.server.now()
	s.registry.mu.Lock()
	defer s.registry.mu.Unlock()
	switch r := s.registry.find(roomID, now); {
	case r == nil:
		return "", false
	case r.creator == userID:
		return roleHost, true
	case r.anchor(userID) >= 0:
		return roleGuest, true
	default:
		return roleViewer, true
	}
}

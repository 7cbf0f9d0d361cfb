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
	registry registry
	calls    map[string]func(roomCall) (reply, error)
	ofOthers map[string]bool // calls that may name another user, and see to it themselves who may
	users    *limiter

	// changed, if not nil, hears of each change of a room: of everybody's, or of
	// one that concerns these users alone. It is set before the first request, and
	// must not wait.
	changed func(roomID string, rev int64, only ...string)
}

// newRoomService goes on with the rooms that the state holds.
func newRoomService(s *server, t tokens, kept *state) (*roomService, error) {
	rooms := &roomService{
		server: s,
		tokens: t,
		ofOthers: map[string]bool{
			"delete_anchor": true, "delete_pusher": true,
			"invite_seat": true, "answer_seat": true, "withdraw_seat": true,
		},
		users: newLimiter(100, 100*time.Millisecond),
	}
	rooms.calls = rooms.newCalls()
	tell := func(roomID string, rev int64, only ...string) {
		if rooms.changed != nil {
			rooms.changed(roomID, rev, only...)
		}
	}
	memory := newMemory(s.random, s.cfg.roomAway(), tell)
	memory.journal = kept.journal
	rooms.registry = memory
	if err := memory.restore(kept.held, rooms.play, s.steady()); err != nil {
		return nil, err
	}
	return rooms, nil
}

// roomPlayLife is how long the play URLs of a room hold, from add_anchor on.
const roomPlayLife = 7 * 24 * time.Hour

func (s *roomService) play(stream string, since time.Time) playURLs {
	if s.server.cfg.stream() == "missing" {
		return playURLs{}
	}
	return s.server.cfg.playURLs(stream, since.Add(roomPlayLife))
}

// roomCall is a request of a known user.
type roomCall struct {
	userID string
	device string // that logged in
	body   map[string]any
	now    time.Time // steady
}

// answer sends the reply of the call with that name.
func (s *roomService) answer(w *observer, r *http.Request, name string) {
	sent, err := s.dispatch(w, r, name)
	if err != nil {
		sent = s.refusal(err)
	} else {
		sent["code"], sent["message"] = 0, "success"
	}
	sent["timestamp"] = s.server.steady().UnixMilli()
	s.server.reply(w, http.StatusOK, sent)
}

// refusal puts every error into the protocol's form.
func (s *roomService) refusal(err error) reply {
	var refused *roomError
	if errors.As(err, &refused) {
		if refused.cause != nil {
			s.server.log.Error("a change of a room could not be kept", "reason", cut(refused.cause.Error(), longestReason))
		}
		return reply{"code": refused.code, "message": refused.message}
	}
	var p *problem
	if errors.As(err, &p) && p.Code == "stream_not_configured" {
		return reply{"code": codeNoPushURL, "message": p.Message + " " + p.Hint}
	}
	s.server.log.Error("room call failed", "reason", cut(err.Error(), longestReason))
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
	query := r.URL.Query()
	who, ok := s.tokens.read(query.Get("token"), s.server.now())
	if !ok || who.UserID != query.Get("userID") {
		return nil, refuseRoom(codeBadToken, "the token is forged, expired or another user's; log in again")
	}
	c := roomCall{userID: who.UserID, device: who.Device, now: s.server.steady()}
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
	if s.server.logins.wait(s.server.clientNet(r), s.server.steady()) > 0 {
		return nil, refuseRoom(codeRateLimited, "too many logins from one address")
	}
	query := r.URL.Query()
	userID := query.Get("userID")
	if err := s.checkLogin(query, userID, now); err != nil {
		return nil, err
	}
	device, err := s.deviceOf(query)
	if err != nil {
		return nil, err
	}
	w.user = userID
	token := s.tokens.sign(claims{UserID: userID, Exp: now.Add(tokenLife).Unix(), Device: device})
	return reply{"userID": userID, "token": token}, nil
}

// deviceOf tells the devices of one user apart. A client that logs in again says
// which one it is; each login of one that says nothing is another.
func (s *roomService) deviceOf(query url.Values) (string, error) {
	if !query.Has("device") {
		return randomHex(s.server.random, 8)
	}
	device := query.Get("device")
	if !validUserID(device) {
		return "", refuseRoom(codeBadParameter, "device is not 1 to 32 letters, digits, - and _")
	}
	return device, nil
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
	cause   error // for the log
}

func (e *roomError) Error() string { return e.message }

func refuseRoom(code int, message string) *roomError { return &roomError{code: code, message: message} }

// errStorage says that a change was not kept, so it did not happen.
func errStorage(cause error) *roomError {
	return &roomError{codeStorage, "the server could not keep this; nothing has changed", cause}
}

// Codes of the protocol. 203020 and up are this server's own.
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
	codeNoGrant       = 203020 // add_anchor without a seat that was granted
	codeBarred        = 203021 // taken off the mic by the creator
	codeTakenOver     = 203022 // another device of the same user has the seat
	codeSeatState     = 203023 // the seat is in no state for this
	codeNoPushURL     = 204001
	codeNoAnchors     = 204002
	codeLeaveFailed   = 204003
	codeAudienceFull  = 205001
	codeAudienceAdd   = 205002
	codeAudienceList  = 205004
	codeNoHeartbeat   = 206001
	codeStorage       = 207001
	codeCustomFailed  = 207003
	codeUnsupported   = 207005
	codeInternal      = http.StatusInternalServerError
)

// role is what the chat asks: see chatRooms. A room that is about to begin has a
// conversation already.
func (s *roomService) role(roomID, userID string) (string, bool) {
	role := roleViewer
	err := s.registry.with(roomID, codeNoAnchors, s.server.steady(), func(r *room) error {
		seat := r.seat(userID)
		switch {
		case r.Creator == userID:
			role = roleHost
		case seat != nil && seat.shows():
			role = roleGuest
		}
		return nil
	})
	return role, err == nil
}

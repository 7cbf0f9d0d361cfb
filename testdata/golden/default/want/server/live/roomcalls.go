package live

import (
	"math"
	"regexp"
	"strings"
	"time"
)

// roomPlayLife is how long the play URLs of a room hold, from add_anchor on.
const roomPlayLife = 7 * 24 * time.Hour

// newCalls lists the protocol under its new names, and those of 2018.
func (s *roomService) newCalls() map[string]func(roomCall) (reply, error) {
	calls := map[string]func(roomCall) (reply, error){
		"logout":           s.logout,
		"get_anchor_url":   s.anchorURL,
		"get_room_list":    s.roomList,
		"get_anchors":      s.anchors,
		"create_room":      s.createRoom,
		"destroy_room":     s.destroyRoom,
		"add_anchor":       s.addAnchor,
		"delete_anchor":    s.deleteAnchor,
		"anchor_heartbeat": s.heartbeat,
		"add_audience":     s.addAudience,
		"delete_audience":  s.deleteAudience,
		"get_audiences":    s.audiences,
		"merge_stream":     s.mergeStream,
		"set_custom_field": s.setCustomField,
		"get_custom_info":  s.customInfo,
	}
	for former, name := range map[string]string{
		"get_push_url":     "get_anchor_url",
		"get_pushers":      "get_anchors",
		"add_pusher":       "add_anchor",
		"delete_pusher":    "delete_anchor",
		"pusher_heartbeat": "anchor_heartbeat",
	} {
		calls[former] = calls[name]
	}
	return calls
}

// logout has nothing to undo: tokens expire, seats without heartbeat do too.
func (s *roomService) logout(roomCall) (reply, error) { return reply{}, nil }

func (s *roomService) anchorURL(c roomCall) (reply, error) {
	stream, err := s.server.newStream(c.userID)
	return reply{"pushURL": stream.PushURL, "accelerateURL": stream.Play.RTMP}, err
}

func (s *roomService) roomList(c roomCall) (reply, error) {
	const most = 100
	count, ok := c.whole("cnt")
	if !ok || count < 1 {
		return nil, refuseRoom(codeNoCount, "cnt is missing or is no positive number")
	}
	index, ok := c.whole("index")
	if !ok || index < 0 {
		return nil, refuseRoom(codeBadParameter, "index is missing or is no number")
	}
	return reply{"rooms": s.registry.list(index, min(count, most), c.now)}, nil
}

func (s *roomService) createRoom(c roomCall) (reply, error) {
	info, ok := c.body["roomInfo"].(string)
	if !ok || info == "" {
		return nil, refuseRoom(codeBadParameter, "roomInfo is missing")
	}
	if len(info) > 1024 {
		return nil, refuseRoom(codeInfoTooLong, "roomInfo is longer than 1024 bytes")
	}
	wanted := ""
	if given := c.body["roomID"]; given != nil && given != "" {
		var err error
		if wanted, err = c.roomID(); err != nil {
			return nil, err
		}
	}
	id, err := s.registry.create(c.userID, wanted, info, c.now)
	return reply{"roomID": id}, err
}

func (s *roomService) destroyRoom(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err == nil {
		err = s.registry.destroy(id, c.userID, c.now)
	}
	return reply{}, err
}

// whole returns a number without fraction that any int holds.
func (c roomCall) whole(name string) (int, bool) {
	number, ok := c.body[name].(float64)
	return int(number), ok && number == math.Trunc(number) && math.Abs(number) <= math.MaxInt32
}

// text returns a string of at most so many bytes; it may be empty, not absent.
func (c roomCall) text(name string, most int) (string, error) {
	text, ok := c.body[name].(string)
	if !ok || len(text) > most {
		return "", refuseRoom(codeBadParameter, name+" is missing or too long")
	}
	return text, nil
}

// roomID follows the rules of IM for group ids, as rooms may have a group.
func (c roomCall) roomID() (string, error) {
	id, _ := c.body["roomID"].(string)
	if id == "" {
		return "", refuseRoom(codeNoRoomID, "roomID is missing")
	}
	if !regexp.MustCompile(`^[!-~]{1,48}$`).MatchString(id) || strings.HasPrefix(id, "@TGS#") {
		return "", refuseRoom(codeBadParameter, "roomID is not 1 to 48 printable ASCII characters")
	}
	return id, nil
}

func validUserID(userID string) bool {
	return regexp.MustCompile(`^[A-Za-z0-9_-]{1,32}$`).MatchString(userID)
}

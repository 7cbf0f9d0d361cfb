package live

import (
	"math"
	"strings"
	"time"
)

// beatInterval is how often anchors are asked to beat.
const beatInterval = 7 * time.Second

// newCalls lists the protocol under its new names, those of 2018, and the calls
// of this server's own.
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

		"get_my_room":        s.myRoom,
		"audience_heartbeat": s.audienceBeat,
		"ask_seat":           s.askSeat,
		"withdraw_seat":      s.withdrawSeat,
		"invite_seat":        s.inviteSeat,
		"answer_seat":        s.answerSeat,
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

func (s *roomService) roomList(c roomCall) (reply, error) {
	count, ok := c.whole("cnt")
	if !ok || count < 1 {
		return nil, refuseRoom(codeNoCount, "cnt is missing or is no positive number")
	}
	index, ok := c.whole("index")
	if !ok || index < 0 {
		return nil, refuseRoom(codeBadParameter, "index is missing or is no number")
	}
	return reply{"rooms": s.registry.list(index, min(count, maxListed), c.now)}, nil
}

// inRoom runs do on a live room. Any call about a room is a sign of life.
func (s *roomService) inRoom(c roomCall, id string, absent int, do func(*room) error) error {
	return s.registry.with(id, absent, c.now, func(r *room) error {
		if !r.live() {
			return errNoRoom(absent)
		}
		r.audience.touch(c.userID, c.now)
		return do(r)
	})
}

func (s *roomService) anchors(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	var found reply
	err = s.inRoom(c, id, codeNoAnchors, func(r *room) error {
		found = s.whole(r, c)
		return nil
	})
	return found, err
}

// whole is all that this caller may know of a room.
func (s *roomService) whole(r *room, c roomCall) reply {
	v := r.view()
	sent := reply{
		"roomID": v.RoomID, "roomInfo": v.RoomInfo, "roomCreator": v.RoomCreator, "mixedPlayURL": v.MixedPlayURL,
		"roomStatusCode": v.RoomStatusCode, "custom": v.Custom, "audienceCount": v.AudienceCount, "pushers": v.Pushers,
		"state": v.State, "until": v.Until,
	}
	s.addSeats(sent, r, c)
	return sent
}

// createRoom opens a room, or lets its creator go on in the one that still runs.
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
	made, err := s.registry.create(wish{creator: c.userID, device: c.device, id: wanted, info: info}, c.now)
	return reply{
		"roomID": made.id, "resumed": made.resumed, "rev": made.rev, "role": roleHost, "interval": seconds(beatInterval),
	}, err
}

// myRoom is the caller's room that still runs, for a client that lost it; roomID
// is empty where there is none.
func (s *roomService) myRoom(c roomCall) (reply, error) {
	found := reply{"roomID": ""}
	id := s.registry.of(c.userID)
	_ = s.inRoom(c, id, codeNoAnchors, func(r *room) error {
		found = s.whole(r, c)
		return nil
	})
	return found, nil
}

func (s *roomService) destroyRoom(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	return reply{}, s.registry.with(id, codeDestroyFailed, c.now, func(r *room) error {
		if r.Creator != c.userID {
			return refuseRoom(codeDestroyFailed, "only its creator may destroy a room")
		}
		if !r.mayEnd(c.device, c.asHost()) {
			return errTakenOver()
		}
		r.over = true
		return nil
	})
}

// mergeStream is refused: only the server may order a mix, and without the cloud
// API there is nothing to order it from. Viewers go on with the creator's stream.
func (s *roomService) mergeStream(roomCall) (reply, error) {
	return nil, refuseRoom(codeUnsupported, "this server does not mix streams")
}

func (s *roomService) setCustomField(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	change := customChange{value: c.body["value"]}
	if change.field, err = c.text("fieldName", 64); err != nil || change.field == "" {
		return nil, refuseRoom(codeNoField, "fieldName is missing or longer than 64 bytes")
	}
	switch change.operation, _ = c.body["operation"].(string); change.operation {
	case "inc", "dec":
	case "set":
		if _, given := c.body["value"]; !given {
			return nil, refuseRoom(codeNoValue, "set needs a value")
		}
	default:
		return nil, refuseRoom(codeBadOperation, "operation is not set, inc or dec")
	}
	custom := ""
	err = s.inRoom(c, id, codeCustomFailed, func(r *room) error {
		err := r.setCustom(c.userID, change)
		custom = r.customText()
		return err
	})
	return reply{"custom": custom}, err
}

func (s *roomService) customInfo(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	custom := ""
	err = s.inRoom(c, id, codeCustomFailed, func(r *room) error {
		custom = r.customText()
		return nil
	})
	return reply{"custom": custom}, err
}

func (s *roomService) addAudience(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	info, err := c.text("userInfo", 1024)
	if err != nil {
		return nil, err
	}
	if err := s.registry.watch(id, listener{UserID: c.userID, Info: info}, c.now); err != nil {
		return nil, err
	}
	return s.glance(c, id, codeAudienceAdd)
}

// audienceBeat is all that a viewer has to send while watching: it keeps them in
// the audience, lets them in again if need be, and tells what is new.
func (s *roomService) audienceBeat(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	l := listener{UserID: c.userID}
	_, told := c.body["userInfo"]
	if told {
		if l.Info, err = c.text("userInfo", 1024); err != nil {
			return nil, err
		}
	}
	here := false
	if err := s.inRoom(c, id, codeAudienceAdd, func(r *room) error {
		_, here = r.audience.find(c.userID)
		return nil
	}); err != nil {
		return nil, err
	}
	if told || !here {
		if err := s.registry.watch(id, l, c.now); err != nil {
			return nil, err
		}
	}
	return s.glance(c, id, codeAudienceAdd)
}

// glance tells a viewer all of the room or, when they have that already, how many
// watch.
func (s *roomService) glance(c roomCall, id string, absent int) (sent reply, err error) {
	known, isNumber := c.body["rev"].(float64)
	err = s.inRoom(c, id, absent, func(r *room) error {
		if isNumber && int64(known) == r.Rev {
			sent = reply{"rev": r.Rev, "audienceCount": r.audience.count()}
		} else {
			sent = s.whole(r, c)
		}
		sent["interval"] = seconds(audienceInterval)
		return nil
	})
	return sent, err
}

func (s *roomService) deleteAudience(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err == nil {
		err = s.registry.unwatch(id, c.userID)
	}
	return reply{}, err
}

func (s *roomService) audiences(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	index, count := 0, listedAudience
	if given, ok := c.whole("index"); ok {
		index = max(0, given)
	}
	if given, ok := c.whole("cnt"); ok {
		count = min(max(1, given), maxListed)
	}
	sent := reply{}
	err = s.inRoom(c, id, codeAudienceList, func(r *room) error {
		sent = reply{"audiences": r.audience.list(index, count), "audienceCount": r.audience.count()}
		return nil
	})
	return sent, err
}

func seconds(d time.Duration) int { return int(d / time.Second) }

// whole returns a number without fraction that any int holds.
func (c roomCall) whole(name string) (int, bool) {
	number, ok := c.body[name].(float64)
	if !ok || number != math.Trunc(number) || math.Abs(number) > math.MaxInt32 {
		return 0, false
	}
	return int(number), true
}

// text returns a string of at most so many bytes; it may be empty, not absent.
func (c roomCall) text(name string, most int) (string, error) {
	text, ok := c.body[name].(string)
	if !ok || len(text) > most {
		return "", refuseRoom(codeBadParameter, name+" is missing or too long")
	}
	return text, nil
}

// asHost reports a caller that speaks for the host, whatever device it is on.
func (c roomCall) asHost() bool { return c.body["role"] == roleHost }

// roomID follows the rules of IM for group ids, as rooms may have a group.
func (c roomCall) roomID() (string, error) {
	id, _ := c.body["roomID"].(string)
	if id == "" {
		return "", refuseRoom(codeNoRoomID, "roomID is missing")
	}
	if !consists(id, 1, 48, visible) || strings.HasPrefix(id, "@TGS#") {
		return "", refuseRoom(codeBadParameter, "roomID is not 1 to 48 printable ASCII characters")
	}
	return id, nil
}

func validUserID(userID string) bool { return consists(userID, 1, 32, ofName) }

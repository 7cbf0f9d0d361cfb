package live

import (
	"encoding/json"
	"errors"
)

// addSeats adds to a reply what its caller may know of the seats.
func (s *roomService) addSeats(sent reply, r *room, c roomCall) {
	sent["seats"], sent["rev"] = r.seats(c.userID), r.Rev
	sent["role"], sent["mySeat"] = r.role(c.userID, c.device), s.mySeat(r, c)
}

// mySeat is the caller's own: its state, and what comes of it.
func (s *roomService) mySeat(r *room, c roomCall) reply {
	own := r.seat(c.userID)
	if own == nil {
		return reply{"state": seatFree}
	}
	mine := reply{"state": own.State, "until": millis(own.Until), "here": own.Device == "" || own.Device == c.device}
	if own.State == seatFree {
		mine["why"], mine["reason"] = own.Why, own.Reason
	}
	if own.State == seatGranted && own.Bound != "" && own.Device == c.device {
		mine["pushURL"] = s.server.cfg.pushURL(own.Bound, s.server.now().Add(streamLife))
	}
	return mine
}

// onSeats runs a change of seats and answers with what came of it.
func (s *roomService) onSeats(c roomCall, id string, change func(*room) error) (reply, error) {
	sent := reply{}
	err := s.inRoom(c, id, codeNotInRoom, func(r *room) error {
		err := change(r)
		s.addSeats(sent, r, c)
		return err
	})
	return sent, err
}

// anchorURL makes a push URL; with the roomID it belongs to the caller's seat
// there. A room that does not run has no seats: its creator is about to begin.
func (s *roomService) anchorURL(c roomCall) (reply, error) {
	stream, err := s.server.newStream(c.userID)
	if err != nil || c.body["roomID"] == nil || c.body["roomID"] == "" {
		return anchorURLReply(stream), err
	}
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	name := stream.StreamName
	err = s.registry.with(id, codeNoAnchors, c.now, func(r *room) error {
		if !r.live() {
			return nil
		}
		var err error
		name, err = r.bind(c.userID, name, s.server.cfg.SeatsOpen)
		return err
	})
	var refused *roomError
	if errors.As(err, &refused) && refused.code == codeNoAnchors {
		err = nil
	}
	return anchorURLReply(s.server.streamOf(name)), err
}

func anchorURLReply(stream streamReply) reply {
	return reply{"pushURL": stream.PushURL, "accelerateURL": stream.Play.RTMP}
}

// addAnchor takes the push URL that get_anchor_url or /api/stream-url gave this
// user; others see play URLs that the server makes of the stream's name.
func (s *roomService) addAnchor(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	who, err := c.person()
	if err != nil {
		return nil, err
	}
	pushURL, err := c.text("pushURL", 2048)
	if err != nil {
		return nil, err
	}
	if s.server.cfg.stream() == "missing" {
		return nil, streamNotConfigured()
	}
	stream, own := ownStream(c.userID, pushURL)
	if !own {
		return nil, refuseRoom(codeBadParameter, "pushURL was not made for this user; take one from get_anchor_url")
	}
	sent, cut := reply{"roomID": id, "interval": seconds(beatInterval)}, ""
	err = s.registry.with(id, codeEnterFailed, c.now, func(r *room) error {
		var err error
		if cut, err = r.sit(who, c.device, stream, s.server.cfg.SeatsOpen, c.now); err != nil {
			return err
		}
		seat := r.seat(c.userID)
		seat.play = s.play(seat.Stream, seat.Since)
		r.audience.touch(c.userID, c.now)
		s.addSeats(sent, r, c)
		return nil
	})
	if err == nil && cut != "" {
		s.server.cutStream(cut)
	}
	return sent, err
}

// person is how the caller wants to be seen.
func (c roomCall) person() (who person, err error) {
	who.userID = c.userID
	if who.name, err = c.text("userName", 256); err != nil {
		return person{}, err
	}
	who.avatar, err = c.text("userAvatar", 1024)
	return who, err
}

// deleteAnchor takes the caller off the mic or, when its creator asks, a guest.
func (s *roomService) deleteAnchor(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	leaving := c.userID
	if named, given := c.body["userID"]; given {
		leaving, _ = named.(string)
	}
	cut := ""
	err = s.inRoom(c, id, codeLeaveFailed, func(r *room) error {
		switch {
		case leaving != c.userID && c.userID != r.Creator:
			return refuseRoom(codeOtherUser, "only the creator of a room may take others off the mic")
		case leaving != c.userID:
			var err error
			cut, err = r.kick(leaving, c.now)
			return err
		case leaving != r.Creator:
			return r.leave(leaving, c.now)
		case !r.mayEnd(c.device, c.asHost()):
			return errTakenOver()
		}
		r.over = true
		return nil
	})
	if err == nil && cut != "" {
		s.server.cutStream(cut)
	}
	return reply{}, err
}

func (s *roomService) heartbeat(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	var status *int
	if code, ok := c.whole("roomStatusCode"); ok {
		status = &code
	}
	sent := reply{"interval": seconds(beatInterval)}
	err = s.inRoom(c, id, codeNoHeartbeat, func(r *room) error {
		if err := r.pulse(c.userID, c.device, status, c.now); err != nil {
			return err
		}
		sent["pushers"], sent["roomStatusCode"] = r.pushers(), r.Status
		sent["state"], sent["audienceCount"] = r.view().State, r.audience.count()
		s.addSeats(sent, r, c)
		return nil
	})
	return sent, err
}

func (s *roomService) askSeat(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	who, err := c.person()
	if err != nil {
		return nil, err
	}
	stream, err := s.server.newStream(c.userID)
	if err != nil {
		return nil, err
	}
	return s.onSeats(c, id, func(r *room) error {
		return r.ask(who, c.device, stream.StreamName, c.now)
	})
}

// withdrawSeat takes back a wish for a seat: the caller's own or, by the creator,
// an invitation.
func (s *roomService) withdrawSeat(c roomCall) (reply, error) {
	id, userID, err := c.roomAndUser()
	if err != nil {
		return nil, err
	}
	return s.onSeats(c, id, func(r *room) error {
		if userID != c.userID && c.userID != r.Creator {
			return errNotCreator()
		}
		r.withdraw(userID, c.now)
		return nil
	})
}

func (s *roomService) inviteSeat(c roomCall) (reply, error) {
	id, userID, err := c.roomAndUser()
	if err != nil {
		return nil, err
	}
	stream, err := s.server.newStream(userID)
	if err != nil {
		return nil, err
	}
	return s.onSeats(c, id, func(r *room) error {
		if c.userID != r.Creator {
			return errNotCreator()
		}
		guest, here := r.audience.find(userID)
		if !here || userID == r.Creator {
			return refuseRoom(codeNotInRoom, "this user is not among those who watch")
		}
		return r.invite(guest.person(), stream.StreamName, c.now)
	})
}

// person reads what clients write into userInfo, if that is what they wrote.
func (l listener) person() person {
	var told struct{ UserName, UserAvatar string }
	_ = json.Unmarshal([]byte(l.Info), &told) // else nothing is known of them
	return person{l.UserID, told.UserName, told.UserAvatar}
}

// answerSeat grants or refuses, by the creator, or accepts or declines, by who was
// invited.
func (s *roomService) answerSeat(c roomCall) (reply, error) {
	id, userID, err := c.roomAndUser()
	if err != nil {
		return nil, err
	}
	accept, ok := c.body["accept"].(bool)
	if !ok {
		return nil, refuseRoom(codeBadParameter, "accept is missing or is neither true nor false")
	}
	reason := ""
	if c.body["reason"] != nil {
		if reason, err = c.text("reason", 256); err != nil {
			return nil, err
		}
	}
	stream, err := s.server.newStream(userID)
	if err != nil {
		return nil, err
	}
	return s.onSeats(c, id, func(r *room) error {
		byHost := c.userID == r.Creator
		if userID != c.userID && !byHost {
			return errNotCreator()
		}
		return r.answer(userID, byHost, accept, c.device, reason, stream.StreamName, c.now)
	})
}

func errNotCreator() *roomError {
	return refuseRoom(codeOtherUser, "only the creator of a room decides about the seats of others")
}

// roomAndUser reads whom a call is about: its caller, unless it names another.
func (c roomCall) roomAndUser() (roomID, userID string, err error) {
	roomID, err = c.roomID()
	userID = c.userID
	if named, given := c.body["userID"]; given {
		userID, _ = named.(string)
	}
	if err == nil && !validUserID(userID) {
		err = refuseRoom(codeBadParameter, "userID is not 1 to 32 letters, digits, - and _")
	}
	return roomID, userID, err
}

package live

import "maps"

func (s *roomService) anchors(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	found := reply{}
	err = s.registry.with(id, c.now, codeNoAnchors, func(r *room) error {
		maps.Copy(found, r.view())
		return nil
	})
	return found, err
}

// addAnchor takes the push URL that get_anchor_url or /api/stream-url gave this
// user; others see play URLs that the server makes of the stream's name.
func (s *roomService) addAnchor(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	a := anchor{userID: c.userID}
	if a.name, err = c.text("userName", 256); err != nil {
		return nil, err
	}
	if a.avatar, err = c.text("userAvatar", 1024); err != nil {
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
	a.stream = stream
	a.play = s.server.cfg.playURLs(stream, c.now.Add(roomPlayLife))
	return reply{"roomID": id}, s.registry.enter(id, a, c.now)
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
	freed, err := s.registry.leave(id, leaving, c.userID, c.now)
	if err == nil && leaving != c.userID {
		s.server.cutStream(freed)
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
	pushers, code, err := s.registry.beat(id, c.userID, status, c.now)
	return reply{"pushers": pushers, "roomStatusCode": code}, err
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
	return reply{}, s.registry.watch(id, listener{UserID: c.userID, Info: info}, c.now)
}

func (s *roomService) deleteAudience(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err == nil {
		s.registry.unwatch(id, c.userID, c.now)
	}
	return reply{}, err
}

func (s *roomService) audiences(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	listed, count, err := s.registry.audience(id, c.now)
	return reply{"audiences": listed, "audienceCount": count}, err
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
	text, err := s.registry.setCustom(id, c.userID, change, c.now)
	return reply{"custom": text}, err
}

func (s *roomService) customInfo(c roomCall) (reply, error) {
	id, err := c.roomID()
	if err != nil {
		return nil, err
	}
	custom := ""
	err = s.registry.with(id, c.now, codeCustomFailed, func(r *room) error {
		custom = r.customText()
		return nil
	})
	return reply{"custom": custom}, err
}

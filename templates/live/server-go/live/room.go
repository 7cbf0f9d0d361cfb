package live

import (
	"encoding/json"
	"slices"
	"time"
)

// Times and sizes of a room.
const (
	heartbeatTimeout = 20 * time.Second // clients beat every 5 to 7 s
	startTimeout     = 30 * time.Second // from create_room to the creator's first add_anchor
	maxAnchors       = 4                // the creator and three guests
	maxAudience      = 10_000
	listedAudience   = 30 // most that get_audiences names; it counts all
	maxCustom        = 4 << 10
)

// room is reserved from create_room on, live from its creator's first add_anchor
// on, and dead when expired says so. Whoever created it stays its creator.
type room struct {
	id, info, creator string

	since    time.Time // created, or live since
	anchors  []anchor  // the creator's first; empty while reserved
	audience []listener
	status   int // roomStatusCode of the creator
	custom   map[string]any
	revision int64 // of the anchors
}

// anchor is a user whose stream the room shows.
type anchor struct {
	userID, name, avatar string

	stream string // its name
	play   playURLs
	beat   time.Time
}

// listener is a user who watches. info is text of the client's own.
type listener struct {
	UserID string `json:"userID"`
	Info   string `json:"userInfo"`
}

// expire drops guests without heartbeat and reports whether the room is dead:
// never started, or its creator lost.
func (r *room) expire(now time.Time) bool {
	if len(r.anchors) == 0 {
		return now.Sub(r.since) >= startTimeout
	}
	r.anchors = slices.DeleteFunc(r.anchors, func(a anchor) bool { return now.Sub(a.beat) >= heartbeatTimeout })
	return r.anchor(r.creator) < 0
}

// anchor returns the seat of a user, or -1.
func (r *room) anchor(userID string) int {
	return slices.IndexFunc(r.anchors, func(a anchor) bool { return a.userID == userID })
}

func (r *room) listener(userID string) int {
	return slices.IndexFunc(r.audience, func(l listener) bool { return l.UserID == userID })
}

func (r *room) member(userID string) bool {
	return r.anchor(userID) >= 0 || r.listener(userID) >= 0
}

// pusher is an anchor as others see it. Push URLs are never given out.
type pusher struct {
	UserID        string `json:"userID"`
	UserName      string `json:"userName"`
	UserAvatar    string `json:"userAvatar"`
	AccelerateURL string `json:"accelerateURL"`
}

func (r *room) pushers() []pusher {
	pushers := make([]pusher, 0, len(r.anchors))
	for _, a := range r.anchors {
		pushers = append(pushers, pusher{a.userID, a.name, a.avatar, a.play.RTMP})
	}
	return pushers
}

// view describes a live room, as get_room_list and get_anchors do.
func (r *room) view() reply {
	return reply{
		"roomID":         r.id,
		"roomInfo":       r.info,
		"roomCreator":    r.creator,
		"mixedPlayURL":   r.anchors[r.anchor(r.creator)].play.FLV,
		"roomStatusCode": r.status,
		"custom":         r.customText(),
		"audienceCount":  len(r.audience),
		"pushers":        r.pushers(),
	}
}

// customText is the custom fields as the protocol has them: JSON in a string.
func (r *room) customText() string {
	text, _ := json.Marshal(r.custom) // came from JSON
	return string(text)
}

// enter seats an anchor. Only its creator starts a room; a second call of the
// same user renews name and stream.
func (g *registry) enter(id string, a anchor, now time.Time) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := g.find(id, now)
	if r == nil {
		return refuseRoom(codeEnterFailed, "there is no such room, or it is over")
	}
	a.beat = now
	switch seat := r.anchor(a.userID); {
	case seat >= 0:
		r.anchors[seat] = a
	case len(r.anchors) == 0 && a.userID != r.creator:
		return refuseRoom(codeEnterFailed, "the creator of the room has not begun")
	case len(r.anchors) >= maxAnchors:
		return refuseRoom(codeAnchorsFull, "all seats of the room are taken")
	default:
		if len(r.anchors) == 0 {
			r.since = now
		}
		r.anchors = append(r.anchors, a)
	}
	g.reseated(r)
	return nil
}

// leave frees the seat of an anchor, at the wish of that user or of the room's
// creator, and returns the name of the stream that was shown there; without its
// creator a room is over.
func (g *registry) leave(id, userID, wish string, now time.Time) (stream string, err error) {
	err = g.with(id, now, codeLeaveFailed, func(r *room) error {
		seat := r.anchor(userID)
		switch {
		case userID != wish && wish != r.creator:
			return refuseRoom(codeOtherUser, "only the creator of a room may take others off the mic")
		case seat < 0:
			return refuseRoom(codeLeaveFailed, "this user is no anchor of this room")
		}
		stream = r.anchors[seat].stream
		if userID == r.creator {
			g.remove(r)
			return nil
		}
		r.anchors = slices.Delete(r.anchors, seat, seat+1)
		g.reseated(r)
		return nil
	})
	return stream, err
}

// beat keeps an anchor alive. The creator's status is the room's; nil keeps it.
func (g *registry) beat(id, userID string, status *int, now time.Time) (pushers []pusher, roomStatus int, err error) {
	err = g.with(id, now, codeNoHeartbeat, func(r *room) error {
		seat := r.anchor(userID)
		if seat < 0 {
			return refuseRoom(codeNoHeartbeat, "you are not an anchor of this room")
		}
		r.anchors[seat].beat = now
		if status != nil && userID == r.creator {
			r.status = *status
		}
		pushers, roomStatus = r.pushers(), r.status
		return nil
	})
	return pushers, roomStatus, err
}

// watch counts a user once, however often they come.
func (g *registry) watch(id string, l listener, now time.Time) error {
	return g.with(id, now, codeAudienceAdd, func(r *room) error {
		if seat := r.listener(l.UserID); seat >= 0 {
			r.audience[seat] = l
			return nil
		}
		if len(r.audience) >= maxAudience {
			return refuseRoom(codeAudienceFull, "the room is full")
		}
		r.audience = append(r.audience, l)
		return nil
	})
}

// unwatch is done when the user is not in the audience, whatever was before.
func (g *registry) unwatch(id, userID string, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if r := g.find(id, now); r != nil {
		r.audience = slices.DeleteFunc(r.audience, func(l listener) bool { return l.UserID == userID })
	}
}

// audience returns the first of those who watch, and how many they are.
func (g *registry) audience(id string, now time.Time) (listed []listener, count int, err error) {
	err = g.with(id, now, codeAudienceList, func(r *room) error {
		count = len(r.audience)
		listed = append([]listener{}, r.audience[:min(count, listedAudience)]...)
		return nil
	})
	return listed, count, err
}

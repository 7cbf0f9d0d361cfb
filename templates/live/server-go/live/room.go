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

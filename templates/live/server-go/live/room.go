package live

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// Sizes of a room, and how long the name of one that has not begun is held.
const (
	startTimeout = 30 * time.Second // from create_room to the creator's first add_anchor
	maxCustom    = 4 << 10
	maxBarred    = 1000
)

// room is what the journal keeps of a room; its audience stands beside it. It is
// reserved from create_room on, live from its creator's first add_anchor on, and
// dead when expire says so. Whoever created it stays its creator.
type room struct {
	ID      string         `json:"id"`
	Info    string         `json:"info"`
	Creator string         `json:"creator"`
	Order   int64          `json:"order,omitempty"` // in which live rooms began; 0 while reserved
	Seats   []seat         `json:"seats"`           // the creator's first
	Barred  []string       `json:"barred,omitempty"`
	Custom  map[string]any `json:"custom,omitempty"`
	Status  int            `json:"status,omitempty"` // roomStatusCode of the creator
	Rev     int64          `json:"rev"`              // grows with every change that a client can see

	audience  *audience
	over      bool     // to be forgotten
	everybody bool     // whom the changes since the last clone concern,
	concerned []string // if not everybody
}

// clone is a copy to change. The audience is shared, and not the room's to change.
func (r *room) clone() *room {
	next := *r
	next.Seats = slices.Clone(r.Seats)
	next.everybody, next.concerned = false, nil
	return &next
}

// changed counts a change that concerns everybody, or these users alone.
func (r *room) changed(only ...string) {
	r.Rev++
	r.everybody = r.everybody || len(only) == 0
	r.concerned = append(r.concerned, only...)
}

// live reports whether the creator has begun.
func (r *room) live() bool { return r.host().State == seatOn || r.host().State == seatAway }

func (r *room) host() *seat { return &r.Seats[0] }

// expire ends what has lasted long enough and reports whether the room is dead:
// never started, or its creator away for longer than a room waits.
func (r *room) expire(now time.Time, roomAway time.Duration) (dead bool) {
	for i := range r.Seats {
		s := &r.Seats[i]
		away := seatAwayTime
		if i == 0 {
			away = roomAway
		}
		if s.State == seatOn && now.Sub(s.beat) >= anchorTimeout {
			s.State, s.Until = seatAway, s.beat.Add(anchorTimeout+away)
			r.changed()
		}
		if s.State == seatOn || now.Before(s.Until) {
			continue
		}
		switch {
		case i == 0:
			return true
		case s.State != seatFree:
			r.free(s, whyExpired, "", now)
		}
	}
	r.Seats = slices.DeleteFunc(r.Seats, func(s seat) bool { return s.State == seatFree && !now.Before(s.Until) })
	return false
}

// resume lets the creator go on, on this device: whatever the room has it keeps.
func (r *room) resume(info, device string, now time.Time) {
	host := r.host()
	host.moveTo(device)
	if host.State == seatGranted {
		host.Until = now.Add(startTimeout)
	}
	r.Info = info
	r.changed()
}

// setCustom changes a custom field for somebody on the mic.
func (r *room) setCustom(userID string, change customChange) error {
	if s := r.seat(userID); s == nil || !s.shows() {
		return refuseRoom(codeNotInRoom, "only those on the mic may change the custom fields of a room")
	}
	value, err := change.apply(r.Custom[change.field])
	if err != nil {
		return err
	}
	custom := maps.Clone(r.Custom)
	if custom == nil {
		custom = map[string]any{}
	}
	custom[change.field] = value
	if encoded, err := json.Marshal(custom); err != nil || len(encoded) > maxCustom {
		return refuseRoom(codeCustomFailed, "the custom fields of a room take 4096 bytes at most")
	}
	r.Custom = custom
	r.changed()
	return nil
}

// customChange is one set_custom_field.
type customChange struct {
	field, operation string
	value            any // any JSON; a number for inc and dec, 1 when absent
}

// apply returns what the field holds afterwards.
func (c customChange) apply(before any) (any, error) {
	if c.operation == "set" {
		return c.value, nil
	}
	was, isNumber := before.(float64)
	by, given := c.value.(float64)
	if before != nil && !isNumber || c.value != nil && !given {
		return nil, refuseRoom(codeBadParameter, "inc and dec need numbers")
	}
	if c.value == nil {
		by = 1
	}
	if c.operation == "dec" {
		by = -by
	}
	return was + by, nil
}

// customText is the custom fields as the protocol has them: JSON in a string.
func (r *room) customText() string {
	if r.Custom == nil {
		return "{}"
	}
	text, _ := json.Marshal(r.Custom) // came from JSON
	return string(text)
}

// roomView describes a live room, as get_room_list and get_anchors do.
type roomView struct {
	RoomID         string   `json:"roomID"`
	RoomInfo       string   `json:"roomInfo"`
	RoomCreator    string   `json:"roomCreator"`
	MixedPlayURL   string   `json:"mixedPlayURL"`
	RoomStatusCode int      `json:"roomStatusCode"`
	Custom         string   `json:"custom"`
	AudienceCount  int      `json:"audienceCount"`
	Pushers        []pusher `json:"pushers"`
	State          string   `json:"state"` // live or away
	Until          int64    `json:"until"` // when a room whose host is away ends, unix ms; 0 while live
	Rev            int64    `json:"rev"`
}

func (r *room) view() roomView {
	v := roomView{
		RoomID: r.ID, RoomInfo: r.Info, RoomCreator: r.Creator,
		MixedPlayURL: r.host().play.FLV, RoomStatusCode: r.Status, Custom: r.customText(),
		AudienceCount: r.audience.count(), Pushers: r.pushers(), State: "live", Rev: r.Rev,
	}
	if r.host().State == seatAway {
		v.State, v.Until = "away", r.host().Until.UnixMilli()
	}
	return v
}

// pusher is somebody on the mic as the vendor's clients know them. Push URLs are
// never given out.
type pusher struct {
	UserID        string `json:"userID"`
	UserName      string `json:"userName"`
	UserAvatar    string `json:"userAvatar"`
	AccelerateURL string `json:"accelerateURL"`
}

func (r *room) pushers() []pusher {
	pushers := []pusher{}
	for i := range r.Seats {
		if s := &r.Seats[i]; s.shows() {
			pushers = append(pushers, pusher{s.UserID, s.Name, s.Avatar, s.play.RTMP})
		}
	}
	return pushers
}

package live

import (
	"cmp"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"sync"
	"time"
)

// registry is all rooms, in memory. Every call looks after the rooms that it
// touches; sweep forgets those that nobody touches.
type registry struct {
	random  io.Reader
	witness witness

	mu    sync.Mutex
	rooms map[string]*room
	owned map[string]string // room of each creator
}

func newRegistry(random io.Reader) *registry {
	return &registry{random: random, rooms: map[string]*room{}, owned: map[string]string{}}
}

// find returns a room that is not dead, or nil. The caller holds the lock.
func (g *registry) find(id string, now time.Time) *room {
	r := g.rooms[id]
	if r == nil {
		return nil
	}
	seats := len(r.anchors)
	if r.expire(now) {
		g.remove(r)
		return nil
	}
	if len(r.anchors) != seats {
		g.reseated(r)
	}
	return r
}

func (g *registry) remove(r *room) {
	delete(g.rooms, r.id)
	delete(g.owned, r.creator)
	g.witness.over(r.id)
}

// witness hears what becomes of rooms. It is called with the lock held.
type witness interface {
	changed(roomID string, revision int64, only ...string) // of the seats; only these users are concerned
	over(roomID string)
}

// reseated notes that other people are on the mic of a room.
func (g *registry) reseated(r *room) {
	r.revision++
	g.witness.changed(r.id, r.revision)
}

func (g *registry) sweep(now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for id := range g.rooms {
		g.find(id, now)
	}
}

// create reserves a room, with an id of the server's when id is empty. A creator
// has one room: a former one, left behind by a crash, makes way.
func (g *registry) create(creator, id, info string, now time.Time) (string, error) {
	if id == "" {
		made, err := newRoomID(g.random)
		if err != nil {
			return "", err
		}
		id = made
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if r := g.find(id, now); r != nil && r.creator != creator {
		return "", refuseRoom(codeCreateFailed, "another user has a room with this roomID")
	}
	if former := g.rooms[g.owned[creator]]; former != nil {
		g.remove(former)
	}
	g.rooms[id] = &room{id: id, info: info, creator: creator, since: now, custom: map[string]any{}}
	g.owned[creator] = id
	return id, nil
}

// newRoomID makes an id in the form of the hosted service: room_ 8 hex _ 4 hex.
func newRoomID(random io.Reader) (string, error) {
	digits, err := randomHex(random, 6)
	if err != nil {
		return "", err
	}
	return "room_" + digits[:8] + "_" + digits[8:], nil
}

// destroy ends a room of this creator.
func (g *registry) destroy(id, userID string, now time.Time) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := g.find(id, now)
	if r == nil {
		return refuseRoom(codeDestroyFailed, "there is no such room")
	}
	if r.creator != userID {
		return refuseRoom(codeDestroyFailed, "only its creator may destroy a room")
	}
	g.remove(r)
	return nil
}

// list returns the views of count live rooms from index on, the newest first.
func (g *registry) list(index, count int, now time.Time) []reply {
	g.mu.Lock()
	defer g.mu.Unlock()
	var live []*room
	for id := range g.rooms {
		if r := g.find(id, now); r != nil && len(r.anchors) > 0 {
			live = append(live, r)
		}
	}
	slices.SortFunc(live, func(a, b *room) int {
		return cmp.Or(b.since.Compare(a.since), cmp.Compare(a.id, b.id))
	})
	views := []reply{}
	for _, r := range live[min(index, len(live)):min(index+count, len(live))] {
		views = append(views, r.view())
	}
	return views
}

// with runs do on a live room under the lock; absent says what is refused when
// there is none.
func (g *registry) with(id string, now time.Time, absent int, do func(*room) error) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := g.find(id, now)
	if r == nil || len(r.anchors) == 0 {
		return refuseRoom(absent, "there is no such room, or it has not begun or is over")
	}
	return do(r)
}

// customChange is one set_custom_field.
type customChange struct {
	field, operation string
	value            any // any JSON; a number for inc and dec, 1 when absent
}

// setCustom changes a custom field for a member of the room and returns all of
// them as JSON.
func (g *registry) setCustom(id, userID string, change customChange, now time.Time) (text string, err error) {
	err = g.with(id, now, codeCustomFailed, func(r *room) error {
		if !r.member(userID) {
			return refuseRoom(codeNotInRoom, "only those in the room may change its custom fields")
		}
		value, err := change.apply(r.custom[change.field])
		if err != nil {
			return err
		}
		custom := maps.Clone(r.custom)
		custom[change.field] = value
		if encoded, err := json.Marshal(custom); err != nil || len(encoded) > maxCustom {
			return refuseRoom(codeCustomFailed, "the custom fields of a room take 4096 bytes at most")
		}
		r.custom = custom
		text = r.customText()
		return nil
	})
	return text, err
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

package live

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"sync"
	"time"
)

// registry is where the room service keeps its rooms. What it answered without an
// error lasts. Room by room, calls wait for one another; between rooms they don't.
type registry interface {
	// create reserves a room for its creator, or lets them go on in one that runs.
	create(w wish, now time.Time) (created, error)
	// with runs do on a room that has not ended, and keeps what do changed unless
	// do fails; absent is the refusal where there is no such room. The room is do's
	// only while it runs.
	with(id string, absent int, now time.Time, do func(*room) error) error
	// of names the room of a creator, or "".
	of(creator string) string
	list(index, count int, now time.Time) []roomView
	watch(id string, l listener, now time.Time) error
	unwatch(id, userID string) error
	// sweep ends what nobody asks for any more.
	sweep(now time.Time)
}

// wish is a create_room.
type wish struct {
	creator, device string
	id              string // empty: the registry makes one
	info            string
}

type created struct {
	id      string
	rev     int64
	resumed bool // it ran already
}

// memory is a registry of one process, with a journal.
//
// Locks are taken in this order: creating, that of a hall, mu.
type memory struct {
	random   io.Reader
	roomAway time.Duration
	journal  *journal
	changed  func(roomID string, rev int64, only ...string)

	creating sync.Mutex // one room at a time is created
	ids      *roomIDs

	mu    sync.RWMutex
	halls map[string]*hall
	owned map[string]string // room of each creator
	order []*hall           // of live rooms, the newest last
	last  int64             // Order of the newest
}

// hall is a room with its lock and those who watch.
type hall struct {
	mu       sync.Mutex
	room     *room // replaced as a whole
	audience *audience
	gone     bool

	order int64 // the room's; under the registry's lock
}

func newMemory(random io.Reader, roomAway time.Duration, changed func(string, int64, ...string)) *memory {
	return &memory{
		random: random, roomAway: roomAway, changed: changed, ids: newRoomIDs(random),
		halls: map[string]*hall{}, owned: map[string]string{},
	}
}

func (g *memory) of(creator string) string {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.owned[creator]
}

func (g *memory) find(id string) *hall {
	g.mu.RLock()
	defer g.mu.RUnlock()
	return g.halls[id]
}

// create lets a creator have one room: a former one makes way for another.
func (g *memory) create(w wish, now time.Time) (created, error) {
	g.creating.Lock()
	defer g.creating.Unlock()
	id, err := g.ids.take(w.creator, w.id, now)
	if err != nil {
		return created{}, err
	}
	former := g.of(w.creator)
	if former == id {
		c := created{id: id, resumed: true}
		err := g.with(id, codeCreateFailed, now, func(r *room) error {
			r.resume(w.info, w.device, now)
			c.rev = r.Rev
			return nil
		})
		if err == nil || g.of(w.creator) == id {
			return c, err
		} // else it had just ended
	} else if former != "" {
		err := g.with(former, codeCreateFailed, now, func(r *room) error { r.over = true; return nil })
		if err != nil && g.of(w.creator) == former {
			return created{}, err
		}
	}
	r := &room{
		ID: id, Info: w.info, Creator: w.creator, Rev: g.ids.rev(id) + 1,
		Seats: []seat{{UserID: w.creator, State: seatGranted, Until: now.Add(startTimeout), Device: w.device}},
	}
	if err := g.journal.write(g.ids.entry(id), roomEntry(r), clockEntry(now)); err != nil {
		return created{}, errStorage(err)
	}
	g.put(r)
	return created{id: id, rev: r.Rev}, nil
}

// put adds a room that the journal has.
func (g *memory) put(r *room) *hall {
	h := &hall{room: r, audience: newAudience()}
	r.audience = h.audience
	g.mu.Lock()
	defer g.mu.Unlock()
	g.halls[r.ID], g.owned[r.Creator] = h, r.ID
	if r.Order > 0 {
		g.enlist(h)
	}
	return h
}

// enlist adds a live room to the list; most are the newest.
func (g *memory) enlist(h *hall) {
	h.order = h.room.Order
	at, _ := slices.BinarySearchFunc(g.order, h.order, byOrder)
	g.order = slices.Insert(g.order, at, h)
	g.last = max(g.last, h.order)
}

func byOrder(h *hall, order int64) int { return cmp.Compare(h.order, order) }

func (g *memory) with(id string, absent int, now time.Time, do func(*room) error) error {
	return g.enter(id, absent, now, func(h *hall) error {
		next := h.room.clone()
		if err := do(next); err != nil {
			return err
		}
		return g.keep(h, next, now)
	})
}

// enter runs do under the lock of a room that has not ended, and tells of changes
// when the lock is free again.
func (g *memory) enter(id string, absent int, now time.Time, do func(*hall) error) error {
	h := g.find(id)
	if h == nil {
		return errNoRoom(absent)
	}
	return g.visit(h, absent, now, do)
}

func (g *memory) visit(h *hall, absent int, now time.Time, do func(*hall) error) error {
	h.mu.Lock()
	id, before := h.room.ID, h.room.Rev
	h.room.everybody, h.room.concerned = false, nil
	err := g.settle(h, now)
	if err == nil && h.gone {
		err = errNoRoom(absent)
	}
	if err == nil {
		err = do(h)
	}
	rev, everybody, concerned := h.room.Rev, h.room.everybody, h.room.concerned
	h.mu.Unlock()
	switch {
	case rev == before:
	case everybody:
		g.changed(id, rev)
	case len(concerned) > 0:
		g.changed(id, rev, concerned...)
	}
	return err
}

// settle ends what time has ended, be it the room. The caller has the lock.
func (g *memory) settle(h *hall, now time.Time) error {
	if h.gone {
		return nil
	}
	next := h.room.clone()
	next.over = next.expire(now, g.roomAway)
	if err := g.keep(h, next, now); err != nil || h.gone {
		return err
	}
	return g.dismiss(h, h.audience.silent(now))
}

// keep puts a changed room in the place of the former one, in the journal first.
func (g *memory) keep(h *hall, next *room, now time.Time) error {
	former := h.room
	if next.over {
		return g.end(h, next, now)
	}
	begins := next.Order == 0 && next.live()
	if begins {
		g.mu.Lock()
		g.last++
		next.Order = g.last
		g.mu.Unlock()
	}
	if next.Rev != former.Rev {
		if err := g.journal.write(roomEntry(next)); err != nil {
			return errStorage(err)
		}
	}
	next.everybody = next.everybody || former.everybody
	next.concerned = append(next.concerned, former.concerned...)
	if !begins {
		h.room = next
		return nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	h.room = next
	g.enlist(h)
	return nil
}

func (g *memory) end(h *hall, next *room, now time.Time) error {
	next.changed()
	kept := g.ids.release(next.ID, next.Rev, now)
	if err := g.journal.write(kept, entry{Bucket: bucketRooms, Key: next.ID}, entry{Bucket: audienceBucket(next.ID)}); err != nil {
		return errStorage(err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if at, found := slices.BinarySearchFunc(g.order, next.Order, byOrder); found && g.order[at] == h {
		g.order = slices.Delete(g.order, at, at+1)
	}
	h.room, h.gone = next, true
	delete(g.halls, next.ID)
	if g.owned[next.Creator] == next.ID {
		delete(g.owned, next.Creator)
	}
	return nil
}

// list returns count rooms from index on, the newest first. Rooms that turn out
// to have ended are replaced by the next ones.
func (g *memory) list(index, count int, now time.Time) []roomView {
	views := []roomView{}
	for {
		page := g.page(index+len(views), count-len(views))
		if len(page) == 0 {
			return views
		}
		for _, h := range page {
			err := g.visit(h, codeNoAnchors, now, func(h *hall) error {
				views = append(views, h.room.view())
				return nil
			})
			var refused *roomError
			if errors.As(err, &refused) && refused.code == codeStorage {
				index++ // it can't be ended, nor shown
			}
		}
	}
}

func (g *memory) page(index, count int) []*hall {
	g.mu.RLock()
	defer g.mu.RUnlock()
	from := len(g.order) - min(index, len(g.order))
	page := slices.Clone(g.order[max(0, from-count):from])
	slices.Reverse(page)
	return page
}

// watch counts a user once, however often they come.
func (g *memory) watch(id string, l listener, now time.Time) error {
	return g.enter(id, codeAudienceAdd, now, func(h *hall) error {
		former, here := h.audience.find(l.UserID)
		switch {
		case !h.room.live():
			return errNoRoom(codeAudienceAdd)
		case !here && h.audience.count() >= maxAudience:
			return refuseRoom(codeAudienceFull, "the room is full")
		case !here || former != l:
			value, _ := json.Marshal(l.Info) // a string
			if err := g.journal.write(entry{audienceBucket(id), l.UserID, value}); err != nil {
				return errStorage(err)
			}
		}
		h.audience.add(l, now)
		return nil
	})
}

// unwatch is done when the user is not in the audience, whatever was before.
func (g *memory) unwatch(id, userID string) error {
	h := g.find(id)
	if h == nil {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, here := h.audience.find(userID); !here || h.gone {
		return nil
	}
	return g.dismiss(h, []string{userID})
}

func (g *memory) dismiss(h *hall, users []string) error {
	entries := make([]entry, len(users))
	for i, userID := range users {
		entries[i] = entry{Bucket: audienceBucket(h.room.ID), Key: userID}
	}
	if err := g.journal.write(entries...); err != nil {
		return errStorage(err)
	}
	for _, userID := range users {
		h.audience.remove(userID)
	}
	return nil
}

func (g *memory) sweep(now time.Time) {
	g.mu.RLock()
	all := make([]string, 0, len(g.halls))
	for id := range g.halls {
		all = append(all, id)
	}
	g.mu.RUnlock()
	for _, id := range all {
		_ = g.enter(id, codeInternal, now, func(*hall) error { return nil }) // a full disk is told to who asks
	}
	g.creating.Lock()
	forgotten := g.ids.sweep(now)
	g.creating.Unlock()
	if len(all) > 0 {
		forgotten = append(forgotten, clockEntry(now))
	}
	_ = g.journal.write(forgotten...) // what it has too much is younger than the next sweep
}

func errNoRoom(code int) *roomError {
	return refuseRoom(code, "there is no such room, or it has not begun or is over")
}

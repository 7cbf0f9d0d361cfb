package live

import (
	"encoding/json"
	"io"
	"slices"
	"sync"
	"time"
)

const (
	idLife = 90 * 24 * time.Hour // of a room id after its last use
	maxIDs = 20                  // of one account
)

// roomIDs knows whose each room id is: an old share card leads to the room of who
// sent it, or to none.
type roomIDs struct {
	random io.Reader

	mu      sync.Mutex
	byID    map[string]*ownedID
	byOwner map[string][]string // the longest unused first
}

// ownedID is a room id that belongs to an account.
type ownedID struct {
	Owner string    `json:"owner"`
	Used  time.Time `json:"used"`
	Rev   int64     `json:"rev"` // of its last room: the next one goes on from there

	live bool
}

func newRoomIDs(random io.Reader) *roomIDs {
	return &roomIDs{random: random, byID: map[string]*ownedID{}, byOwner: map[string][]string{}}
}

// take finds an id for a room of this owner: the wanted one, or a new one; one of
// their old ones when they have as many as an account may have.
func (ids *roomIDs) take(owner, wanted string, now time.Time) (string, error) {
	ids.mu.Lock()
	defer ids.mu.Unlock()
	kept := ids.byID[wanted]
	if kept != nil && kept.Owner != owner && (kept.live || now.Sub(kept.Used) < idLife) {
		return "", refuseRoom(codeCreateFailed, "this roomID belongs to another user")
	}
	if kept != nil && kept.Owner != owner {
		ids.forget(wanted)
		kept = nil
	}
	full := kept == nil && len(ids.byOwner[owner]) >= maxIDs
	switch {
	case full && wanted != "":
		return "", refuseRoom(codeCreateFailed, "this user has used 20 room ids in the last 90 days; take one of those, or none")
	case full:
		wanted = ids.byOwner[owner][0]
	case wanted == "":
		var err error
		if wanted, err = newRoomID(ids.random); err != nil {
			return "", err
		}
	}
	ids.use(wanted, owner, now)
	return wanted, nil
}

// use makes an id the last used one of its owner.
func (ids *roomIDs) use(id, owner string, now time.Time) {
	rev := int64(0)
	if kept := ids.byID[id]; kept != nil {
		rev = kept.Rev
		ids.forget(id)
	}
	ids.byID[id] = &ownedID{Owner: owner, Used: now, Rev: rev, live: true}
	ids.byOwner[owner] = append(ids.byOwner[owner], id)
}

func (ids *roomIDs) forget(id string) {
	owner := ids.byID[id].Owner
	left := slices.DeleteFunc(ids.byOwner[owner], func(other string) bool { return other == id })
	ids.byOwner[owner] = left
	if len(left) == 0 {
		delete(ids.byOwner, owner)
	}
	delete(ids.byID, id)
}

func (ids *roomIDs) rev(id string) int64 {
	ids.mu.Lock()
	defer ids.mu.Unlock()
	return ids.byID[id].Rev
}

// release notes the end of a room.
func (ids *roomIDs) release(id string, rev int64, now time.Time) entry {
	ids.mu.Lock()
	defer ids.mu.Unlock()
	kept := ids.byID[id]
	kept.Used, kept.Rev, kept.live = now, rev, false
	return idEntry(id, *kept)
}

func (ids *roomIDs) entry(id string) entry {
	ids.mu.Lock()
	defer ids.mu.Unlock()
	return idEntry(id, *ids.byID[id])
}

// sweep forgets what has not been used for long.
func (ids *roomIDs) sweep(now time.Time) (forgotten []entry) {
	ids.mu.Lock()
	defer ids.mu.Unlock()
	for id, kept := range ids.byID {
		if !kept.live && now.Sub(kept.Used) >= idLife {
			ids.forget(id)
			forgotten = append(forgotten, entry{Bucket: bucketIDs, Key: id})
		}
	}
	return forgotten
}

// newRoomID makes an id in the form of the hosted service: room_ 8 hex _ 4 hex.
func newRoomID(random io.Reader) (string, error) {
	digits, err := randomHex(random, 6)
	if err != nil {
		return "", err
	}
	return "room_" + digits[:8] + "_" + digits[8:], nil
}

// Buckets of the journal.
const (
	bucketRooms  = "rooms"
	bucketIDs    = "ids"
	bucketServer = "server"
	keyClock     = "clock" // when the server was last known to run
)

func audienceBucket(roomID string) string { return "audience " + roomID }

func roomEntry(r *room) entry {
	value, _ := json.Marshal(r) // texts, numbers and what came from JSON
	return entry{bucketRooms, r.ID, value}
}

func idEntry(id string, kept ownedID) entry {
	value, _ := json.Marshal(kept) // texts and numbers
	return entry{bucketIDs, id, value}
}

func clockEntry(now time.Time) entry {
	value, _ := json.Marshal(now) // a time of this age
	return entry{bucketServer, keyClock, value}
}

// restore fills a registry with what its journal holds. What had not ended when
// the server came back goes on: the time without it counts for nothing, as nobody
// could beat. If the clock went back meanwhile, all times go back with it.
func (g *memory) restore(held contents, play func(stream string, since time.Time) playURLs, now time.Time) error {
	stopped := now
	_ = json.Unmarshal(held[bucketServer][keyClock], &stopped) // else it never ran for long
	g.ids.restore(held[bucketIDs])
	for id, value := range held[bucketRooms] {
		r := &room{}
		kept := g.ids.byID[id]
		if json.Unmarshal(value, r) != nil || len(r.Seats) == 0 || kept == nil {
			continue
		}
		r.wake(play, g.roomAway, stopped, now)
		kept.live = true
		h := g.put(r)
		if now.Sub(stopped) >= audienceTimeout {
			if err := g.journal.write(entry{Bucket: audienceBucket(id)}); err != nil {
				return err
			}
			continue
		}
		for userID, value := range held[audienceBucket(id)] {
			l := listener{UserID: userID}
			_ = json.Unmarshal(value, &l.Info) // else they told nothing of themselves
			h.audience.add(l, now)
		}
	}
	return g.journal.write(clockEntry(now))
}

func (ids *roomIDs) restore(held map[string]json.RawMessage) {
	for id, value := range held {
		var kept ownedID
		if json.Unmarshal(value, &kept) == nil {
			ids.byID[id] = &kept
			ids.byOwner[kept.Owner] = append(ids.byOwner[kept.Owner], id)
		}
	}
	for _, owned := range ids.byOwner {
		slices.SortFunc(owned, func(a, b string) int { return ids.byID[a].Used.Compare(ids.byID[b].Used) })
	}
}

// wake carries the times of a room over a pause of the server.
func (r *room) wake(play func(stream string, since time.Time) playURLs, roomAway time.Duration, stopped, now time.Time) {
	for i := range r.Seats {
		s := &r.Seats[i]
		away := seatAwayTime
		if i == 0 {
			away = roomAway
		}
		if s.Stream != "" {
			s.play = play(s.Stream, s.Since)
		}
		s.beat = stopped
		if now.Sub(stopped) < anchorTimeout+away {
			s.beat = now
		}
		switch over := !s.Until.After(now) || !s.Until.After(stopped); {
		case s.State == seatOn:
		case over:
			s.Until = now
		default:
			s.Until = s.Until.Add(now.Sub(stopped))
		}
	}
}

package live

import (
	"container/list"
	"time"
)

// Times and numbers of an audience.
const (
	audienceInterval = 25 * time.Second // between two signs of life; told to clients
	audienceTimeout  = 75 * time.Second
	maxAudience      = 10_000
	listedAudience   = 30  // named by get_audiences unless it says how many
	maxListed        = 100 // of any list in one reply
)

// listener is a user who watches. Info is text of the client's own.
type listener struct {
	UserID string `json:"userID"`
	Info   string `json:"userInfo"`
}

// audience is who watches a room: each user once, in the order of their coming.
// Any call about the room is a sign of life.
type audience struct {
	byUser   map[string]*watcher
	arrivals *list.List // of *watcher, the longest there first
	beats    *list.List // of *watcher, the longest silent first
}

type watcher struct {
	listener
	seen          time.Time
	arrival, beat *list.Element
}

func newAudience() *audience {
	return &audience{byUser: map[string]*watcher{}, arrivals: list.New(), beats: list.New()}
}

func (a *audience) count() int { return len(a.byUser) }

// find returns what a user told of themselves.
func (a *audience) find(userID string) (listener, bool) {
	w, ok := a.byUser[userID]
	if !ok {
		return listener{}, false
	}
	return w.listener, true
}

// touch is a sign of life of a user, who need not be here.
func (a *audience) touch(userID string, now time.Time) {
	if w, ok := a.byUser[userID]; ok {
		w.seen = now
		a.beats.MoveToBack(w.beat)
	}
}

// add lets a user in, or renews what they told of themselves.
func (a *audience) add(l listener, now time.Time) {
	w, ok := a.byUser[l.UserID]
	if !ok {
		w = &watcher{}
		w.arrival, w.beat = a.arrivals.PushBack(w), a.beats.PushBack(w)
		a.byUser[l.UserID] = w
	}
	w.listener = l
	a.touch(l.UserID, now)
}

func (a *audience) remove(userID string) {
	if w, ok := a.byUser[userID]; ok {
		a.arrivals.Remove(w.arrival)
		a.beats.Remove(w.beat)
		delete(a.byUser, userID)
	}
}

// silent lists those who gave no sign of life for too long.
func (a *audience) silent(now time.Time) (users []string) {
	for e := a.beats.Front(); e != nil; e = e.Next() {
		w := e.Value.(*watcher)
		if now.Sub(w.seen) < audienceTimeout {
			break
		}
		users = append(users, w.UserID)
	}
	return users
}

// list names count of them from index on.
func (a *audience) list(index, count int) []listener {
	listed := []listener{}
	for e := a.arrivals.Front(); e != nil && len(listed) < count; e = e.Next() {
		if index > 0 {
			index--
			continue
		}
		listed = append(listed, e.Value.(*watcher).listener)
	}
	return listed
}

package live

import (
	"math"
	"time"
)

// chatOrdersMost is how many people of a room may be muted, and how many banned.
const chatOrdersMost = 1000

// chatLikesMost is the most likes that one frame may bring.
const chatLikesMost = 20

// chatOrder is who may not speak in a room, and who may not come, until when.
type chatOrder struct {
	all           time.Time
	silent, unfit map[string]time.Time
}

func newChatOrder() chatOrder {
	return chatOrder{silent: map[string]time.Time{}, unfit: map[string]time.Time{}}
}

// set does what a mute or ban says; false when there are too many already.
func (o *chatOrder) set(f *chatFrame, now time.Time) bool {
	until := now.AddDate(100, 0, 0) // longer than any room lasts
	if f.Seconds > 0 && f.Seconds < math.MaxInt32 {
		until = now.Add(time.Duration(f.Seconds) * time.Second)
	}
	if !f.On {
		until = time.Time{}
	}
	list := o.silent
	if f.Op == "ban" {
		list = o.unfit
	}
	switch {
	case f.User == "":
		o.all = until
	case !f.On:
		delete(list, f.User)
	case len(list) >= chatOrdersMost:
		return false
	default:
		list[f.User] = until
	}
	return true
}

// muted is how long a user may not speak yet.
func (o *chatOrder) muted(p chatPerson, now time.Time) time.Duration {
	if p.Role == roleHost || p.Role == roleOperator {
		return 0
	}
	return max(left(o.all, now), left(o.silent[p.ID], now))
}

// banned is how long a user may not come yet.
func (o *chatOrder) banned(userID string, now time.Time) time.Duration {
	return left(o.unfit[userID], now)
}

func left(until, now time.Time) time.Duration {
	return max(0, until.Sub(now))
}

func (o *chatOrder) tidy(now time.Time) {
	for _, list := range []map[string]time.Time{o.silent, o.unfit} {
		for userID, until := range list {
			if !until.After(now) {
				delete(list, userID)
			}
		}
	}
}

// say checks a message from the cheapest to the dearest and hands it to the room.
func (c *chat) say(s *chatSocket, room *conversation, f *chatFrame) (*chatAnswer, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	from := s.person
	if answer, again := room.said(from.ID, f.Key); again {
		return answer, nil
	}
	var ok bool
	if from.Role, ok = c.role(room.id, from.ID); !ok {
		c.over(room.id)
		return nil, chatRefusal{Code: "no_room"}
	}
	if err := c.allow(from, room.id, f); err != nil {
		return nil, err
	}
	return room.say(from, f)
}

// allow counts a message. What people say to all may be too much for a room;
// control, and the host, never is.
func (c *chat) allow(from chatPerson, roomID string, f *chatFrame) error {
	now := c.clock.now()
	user := c.signs
	if f.Kind == "text" {
		user = c.speech
	}
	if wait := user.wait(roomID+" "+from.ID, now); wait > 0 {
		return chatRefusal{Code: "rate_limited", Wait: wait.Milliseconds()}
	}
	if f.To != "" || from.Role == roleHost {
		return nil
	}
	if wait := c.traffic.wait(roomID, now); wait > 0 {
		return chatRefusal{Code: "busy", Wait: wait.Milliseconds()}
	}
	return nil
}

// like counts likes; too many are let go without a word.
func (c *chat) like(s *chatSocket, room *conversation, f *chatFrame) {
	if f.Count < 1 || c.signs.wait("like "+room.id+" "+s.person.ID, c.clock.now()) > 0 {
		return
	}
	room.like(min(f.Count, chatLikesMost))
}

// silence lets the host and the operators mute and ban.
func (c *chat) silence(s *chatSocket, room *conversation, f *chatFrame) error {
	role, ok := c.role(room.id, s.person.ID)
	if !ok || role != roleHost && role != roleOperator {
		return chatRefusal{Code: "not_allowed"}
	}
	if f.User == "" && f.Op == "ban" || len(f.User) > 32 {
		return chatRefusal{Code: "bad_message"}
	}
	if f.User != "" {
		if role, _ := c.role(room.id, f.User); role == roleHost || role == roleOperator {
			return chatRefusal{Code: "not_allowed"}
		}
	}
	return room.silence(f, c.clock.now())
}

package live

import (
	"slices"
	"time"
)

// A seat is free, then asked for or invited to, then granted, then on, and away
// while its user does not beat. Every state but on ends by itself.
const (
	seatFree    seatState = "free" // kept for a while to tell why
	seatAsked   seatState = "asked"
	seatInvited seatState = "invited"
	seatGranted seatState = "granted"
	seatOn      seatState = "on"
	seatAway    seatState = "away"
)

type seatState string

// Why a seat is free again.
const (
	whyRefused   = "refused"   // by the host, or by who was invited
	whyWithdrawn = "withdrawn" // by who had asked or invited
	whyExpired   = "expired"   // nobody answered, or no heartbeat came
	whyKicked    = "kicked"
	whyLeft      = "left"
)

// Times and numbers of seats.
const (
	askTime       = 30 * time.Second // for the answer to who asks or is invited
	grantTime     = 20 * time.Second // from the grant to add_anchor
	anchorTimeout = 20 * time.Second // clients beat every 5 to 7 s
	seatAwayTime  = time.Minute      // a guest's seat is kept
	tellTime      = 30 * time.Second // why a seat is free
	maxAnchors    = 4                // the creator and three guests
	maxWaiting    = 50               // seats asked for, invited to and told of
	maxFormer     = 4
)

// seat is a user's way to the mic, and place there.
type seat struct {
	UserID string    `json:"userID"`
	Name   string    `json:"name,omitempty"`
	Avatar string    `json:"avatar,omitempty"`
	State  seatState `json:"state"`
	Until  time.Time `json:"until"` // ends the state, but for on
	Why    string    `json:"why,omitempty"`
	Reason string    `json:"reason,omitempty"` // of a refusal, in the host's words

	Bound  string    `json:"bound,omitempty"`  // name of the stream whose push URL was given to this seat
	Stream string    `json:"stream,omitempty"` // that is shown
	Since  time.Time `json:"since"`            // Stream is shown
	Device string    `json:"device,omitempty"` // of the user, which has the seat
	Former []string  `json:"former,omitempty"` // devices that had it before

	play playURLs
	beat time.Time
}

// holds reports whether the seat is one that nobody else can have.
func (s *seat) holds() bool { return s.State == seatGranted || s.shows() }

// shows reports whether the seat's stream is one of the room's.
func (s *seat) shows() bool { return s.State == seatOn || s.State == seatAway }

func (s *seat) waits() bool { return s.State == seatAsked || s.State == seatInvited }

// moveTo gives the seat to a device of its user; the one that had it is told.
func (s *seat) moveTo(device string) {
	if s.Device == device {
		return
	}
	former := slices.DeleteFunc(slices.Clone(s.Former), func(d string) bool { return d == device })
	if s.Device != "" {
		former = append(former, s.Device)
	}
	s.Former = former[max(0, len(former)-maxFormer):]
	s.Device = device
}

// takenFrom reports whether another device of the same user took this seat over.
func (s *seat) takenFrom(device string) bool { return slices.Contains(s.Former, device) }

// seat returns what a user has, or nil.
func (r *room) seat(userID string) *seat {
	i := slices.IndexFunc(r.Seats, func(s seat) bool { return s.UserID == userID })
	if i < 0 {
		return nil
	}
	return &r.Seats[i]
}

func (r *room) barred(userID string) bool { return slices.Contains(r.Barred, userID) }

func (r *room) taken() int {
	taken := 0
	for i := range r.Seats {
		if r.Seats[i].holds() {
			taken++
		}
	}
	return taken
}

// put gives a user a seat that they have nothing of yet.
func (r *room) put(s seat) error {
	if old := r.seat(s.UserID); old != nil {
		*old = s
		return nil
	}
	if len(r.Seats) >= maxAnchors+maxWaiting {
		r.Seats = slices.DeleteFunc(r.Seats, func(s seat) bool { return s.State == seatFree })
	}
	if len(r.Seats) >= maxAnchors+maxWaiting {
		return refuseRoom(codeAnchorsFull, "too many wait for a seat of this room; ask again later")
	}
	r.Seats = append(r.Seats, s)
	return nil
}

// free ends a seat, and remembers for a while why.
func (r *room) free(s *seat, why, reason string, now time.Time) {
	only := []string{s.UserID, r.Creator}
	if s.holds() {
		only = nil
	}
	*s = seat{UserID: s.UserID, State: seatFree, Why: why, Reason: reason, Until: now.Add(tellTime), Device: s.Device}
	r.changed(only...)
}

// person is a user as others see them.
type person struct{ userID, name, avatar string }

// ask is a viewer's wish for a seat. Who is invited has been granted it already;
// who has asked goes on waiting.
func (r *room) ask(who person, device, stream string, now time.Time) error {
	s := r.seat(who.userID)
	switch {
	case who.userID == r.Creator:
		return refuseRoom(codeSeatState, "the creator of a room has a seat")
	case r.barred(who.userID):
		return errBarred()
	case s != nil && s.State == seatInvited:
		s.Device = device
		return r.grant(s, stream, now)
	case s != nil && s.State != seatFree:
		return nil
	}
	err := r.put(seat{
		UserID: who.userID, Name: who.name, Avatar: who.avatar, Device: device,
		State: seatAsked, Until: now.Add(askTime),
	})
	if err == nil {
		r.changed(who.userID, r.Creator)
	}
	return err
}

// invite is the host's wish to see a viewer on the mic, and forgives a kick.
func (r *room) invite(who person, stream string, now time.Time) error {
	s := r.seat(who.userID)
	switch {
	case s != nil && s.State == seatAsked:
		return r.grant(s, stream, now)
	case s != nil && s.State != seatFree:
		return nil
	case r.taken() >= maxAnchors:
		return errSeatsTaken()
	}
	err := r.put(seat{UserID: who.userID, Name: who.name, Avatar: who.avatar, State: seatInvited, Until: now.Add(askTime)})
	if err == nil {
		r.Barred = slices.DeleteFunc(slices.Clone(r.Barred), func(id string) bool { return id == who.userID })
		r.changed(who.userID, r.Creator)
	}
	return err
}

// answer is yes or no: the host's to who asked, or the invited user's own, on a
// device of theirs.
func (r *room) answer(userID string, byHost, accept bool, device, reason, stream string, now time.Time) error {
	s, from := r.seat(userID), seatInvited
	if byHost {
		from = seatAsked
	}
	if s == nil || s.State != from {
		return refuseRoom(codeSeatState, "nothing waits for this answer any more")
	}
	if !accept {
		r.free(s, whyRefused, reason, now)
		return nil
	}
	if !byHost {
		s.Device = device
	}
	return r.grant(s, stream, now)
}

// grant keeps a seat for a user, and for one stream of theirs.
func (r *room) grant(s *seat, stream string, now time.Time) error {
	if r.taken() >= maxAnchors {
		return errSeatsTaken()
	}
	s.State, s.Until, s.Bound = seatGranted, now.Add(grantTime), stream
	r.changed()
	return nil
}

// withdraw takes back what waits or was granted. Nothing to take back is fine: it
// may just have ended.
func (r *room) withdraw(userID string, now time.Time) {
	if s := r.seat(userID); s != nil && userID != r.Creator && (s.waits() || s.State == seatGranted) {
		r.free(s, whyWithdrawn, "", now)
	}
}

// bind gives a seat the push URL that it will show; a guest without one gets none.
func (r *room) bind(userID, stream string, open bool) (string, error) {
	s := r.seat(userID)
	switch {
	case r.barred(userID):
		return "", errBarred()
	case s != nil && s.State == seatGranted && s.Bound != "":
		return s.Bound, nil // asked for twice, it is the same
	case s != nil && s.holds():
		s.Bound = stream
		r.Rev++ // to be kept; nobody sees it
		return stream, nil
	case open:
		return stream, nil
	}
	return "", errNoGrant()
}

// sit takes a seat, or renews the stream and the names of one. It returns the
// stream of another device that has to end.
func (r *room) sit(who person, device, stream string, open bool, now time.Time) (cut string, err error) {
	s := r.seat(who.userID)
	host := who.userID == r.Creator
	switch {
	case !host && !r.live():
		return "", refuseRoom(codeEnterFailed, "the creator of the room has not begun")
	case r.barred(who.userID):
		return "", errBarred()
	case s == nil || !s.holds():
		if !open {
			return "", errNoGrant()
		}
		if r.taken() >= maxAnchors {
			return "", errSeatsTaken()
		}
		if err := r.put(seat{UserID: who.userID}); err != nil {
			return "", err
		}
		s = r.seat(who.userID)
	case s.takenFrom(device):
		return "", errTakenOver()
	case !host && !open && stream != s.Bound && stream != s.Stream:
		return "", refuseRoom(codeBadParameter, "pushURL is not the one of this seat; take it from get_anchor_url with the roomID")
	}
	if s.Stream != stream {
		if s.Device != device {
			cut = s.Stream
		}
		s.Since = now
	}
	s.moveTo(device)
	s.Name, s.Avatar, s.Stream, s.Bound = who.name, who.avatar, stream, ""
	s.State, s.Until, s.beat = seatOn, time.Time{}, now
	r.changed()
	return cut, nil
}

// kick takes a guest off the mic, or out of the queue, for the rest of the
// broadcast, and returns the stream that has to end.
func (r *room) kick(userID string, now time.Time) (cut string, err error) {
	s := r.seat(userID)
	if s == nil || s.State == seatFree {
		return "", refuseRoom(codeLeaveFailed, "this user has no seat in this room")
	}
	cut = s.Stream
	if cut == "" {
		cut = s.Bound
	}
	r.free(s, whyKicked, "", now)
	if !r.barred(userID) {
		barred := append(slices.Clone(r.Barred), userID)
		r.Barred = barred[max(0, len(barred)-maxBarred):]
	}
	return cut, nil
}

// leave frees the caller's own seat.
func (r *room) leave(userID string, now time.Time) error {
	s := r.seat(userID)
	if s == nil || !s.holds() {
		return refuseRoom(codeLeaveFailed, "you are no anchor of this room")
	}
	r.free(s, whyLeft, "", now)
	return nil
}

// pulse keeps a seat. The creator's status is the room's; nil keeps it.
func (r *room) pulse(userID, device string, status *int, now time.Time) error {
	s := r.seat(userID)
	switch {
	case s == nil || !s.shows():
		return refuseRoom(codeNoHeartbeat, "you are not an anchor of this room")
	case s.takenFrom(device):
		return errTakenOver()
	}
	s.beat, s.Device = now, device
	if s.State == seatAway {
		s.State, s.Until = seatOn, time.Time{}
		r.changed()
	}
	if status != nil && userID == r.Creator && r.Status != *status {
		r.Status = *status
		r.changed()
	}
	return nil
}

// mayEnd reports whether this device speaks for the host: a second one that
// merely watches does not end the room by leaving it.
func (r *room) mayEnd(device string, asHost bool) bool {
	return asHost || r.host().Device == device
}

func errNoGrant() *roomError {
	return refuseRoom(codeNoGrant, "this seat was not granted; ask for it by ask_seat, or set SEATS=open for clients that agree without the server")
}

func errBarred() *roomError {
	return refuseRoom(codeBarred, "the creator took this user off the mic; only an invitation leads back")
}

func errTakenOver() *roomError {
	return refuseRoom(codeTakenOver, "another device of the same user has taken over")
}

func errSeatsTaken() *roomError {
	return refuseRoom(codeAnchorsFull, "all seats of the room are taken")
}

// seatView is a seat as everybody sees it, and those that wait as the host does.
type seatView struct {
	UserID        string    `json:"userID"`
	UserName      string    `json:"userName"`
	UserAvatar    string    `json:"userAvatar"`
	Role          string    `json:"role"` // host or guest
	State         seatState `json:"state"`
	Until         int64     `json:"until"` // unix ms; 0: does not end by itself
	PlayURL       string    `json:"playURL"`
	AccelerateURL string    `json:"accelerateURL"`
}

// seats lists what a user may see: who waits is for the host and for themselves.
func (r *room) seats(viewer string) []seatView {
	seats := []seatView{}
	for i := range r.Seats {
		s := &r.Seats[i]
		if !s.holds() && (!s.waits() || viewer != r.Creator && viewer != s.UserID) {
			continue
		}
		v := seatView{UserID: s.UserID, UserName: s.Name, UserAvatar: s.Avatar, Role: roleGuest, State: s.State, Until: millis(s.Until)}
		if i == 0 {
			v.Role = roleHost
		}
		if s.shows() {
			v.PlayURL, v.AccelerateURL = s.play.FLV, s.play.RTMP
		}
		seats = append(seats, v)
	}
	return seats
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// Roles are of a device: an account may watch its own room on another one.
const (
	roleHost   = "host"
	roleGuest  = "guest"
	roleViewer = "viewer"
)

func (r *room) role(userID, device string) string {
	s := r.seat(userID)
	switch {
	case s == nil || !s.holds() || s.Device != device:
		return roleViewer
	case userID == r.Creator:
		return roleHost
	case s.shows():
		return roleGuest
	}
	return roleViewer
}

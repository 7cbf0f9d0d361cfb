package live

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// server holds what the addresses share. The clock and the random numbers are
// passed in, so tests choose them.
type server struct {
	cfg    Config
	log    *slog.Logger
	now    func() time.Time
	steady func() time.Time // of the same clock, but never runs backwards
	random io.Reader
	state  *state

	routes map[string]route
	wechat *wechat
	signer signer
	tokens tokens
	rooms  *roomService
	chat   *chat

	logins *limiter // by IP address, which a whole office or mobile network may share
	users  *limiter // by user
}

func newServer(cfg Config, log *slog.Logger, now func() time.Time, random io.Reader) (*server, error) {
	kept, err := openState(cfg, log, random)
	if err != nil {
		return nil, err
	}
	secret := tokenSecret(cfg, kept.key)
	s := &server{
		cfg:    cfg,
		log:    log,
		now:    now,
		steady: newClock(now).read,
		random: random,
		state:  kept,
		wechat: newWechat(cfg, log),
		signer: newSigner(max(cfg.SDKAppID, 1), cmp.Or(cfg.SecretKey, cfg.LocalKey, kept.key)),
		tokens: newTokens(secret, "mlvb api token"),
		logins: newLimiter(100, 100*time.Millisecond),
		users:  newLimiter(60, time.Second),
	}
	if s.rooms, err = newRoomService(s, newTokens(secret, "mlvb room token"), kept); err != nil {
		kept.close()
		return nil, err
	}
	clock := chatClock{now: now, after: func(d time.Duration, run func()) { time.AfterFunc(d, run) }}
	s.chat = newChat(clock, s.rooms, s.rooms.tokens, cfg.Operators)
	s.rooms.changed = s.chat.changed
	s.routes = s.newRoutes()
	return s, nil
}

// close lets another server have the state.
func (s *server) close() { s.state.close() }

// tokenSecret is the same after a restart, and in every instance, as long as the
// secrets are; a server without any has the key of development.
func tokenSecret(cfg Config, key Secret) []byte {
	if cfg.SecretKey == "" && cfg.WXAppSecret == "" {
		return []byte(key)
	}
	sum := sha256.Sum256([]byte(string(cfg.SecretKey) + "\n" + string(cfg.WXAppSecret)))
	return sum[:]
}

// ServeHTTP answers and logs one request. The log has the path without its
// query, which holds tokens in the room protocol.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	seen := &observer{ResponseWriter: w, status: http.StatusOK}
	start := s.now()
	defer func() {
		if failure := recover(); failure != nil {
			s.log.Error("panic", "path", cut(r.URL.Path, longestName), "reason", cut(fmt.Sprint(failure), longestReason))
			s.refuse(seen, internal())
		}
		if r.URL.Path != "/healthz" {
			s.log.Info("request", "method", cut(r.Method, 16), "path", cut(r.URL.Path, longestName), "status", seen.status,
				"ms", s.now().Sub(start).Milliseconds(), "user", cut(seen.user, longestName))
		}
	}()
	if !s.cfg.Production && !localName(r.Host) {
		s.refuse(seen, foreignHost())
		return
	}
	if wantsChat(r) {
		if err := s.chat.accept(seen, r, s.clientNet(r)); err != nil {
			s.refuse(seen, err)
		}
		return
	}
	if name, ok := strings.CutPrefix(r.URL.EscapedPath(), roomPath); ok {
		s.rooms.answer(seen, r, name)
		return
	}
	reply, err := s.dispatch(seen, r)
	if err != nil {
		s.refuse(seen, err)
		return
	}
	s.reply(seen, http.StatusOK, reply)
}

// refuse sends an error. What is not meant for clients is logged instead.
func (s *server) refuse(w http.ResponseWriter, err error) {
	var p *problem
	if !errors.As(err, &p) {
		s.log.Error("request failed", "reason", cut(err.Error(), longestReason))
		p = internal()
	}
	if p.allow != "" {
		w.Header().Set("Allow", p.allow)
	}
	if p.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(p.retryAfter.Seconds()))))
	}
	s.reply(w, p.status, map[string]any{"error": p})
}

func (s *server) reply(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store") // replies hold tokens and signatures
	w.WriteHeader(status)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		s.log.Debug("the client was gone before the reply", "reason", err.Error())
	}
}

// observer remembers for the log what a request came to.
type observer struct {
	http.ResponseWriter
	status int
	user   string
}

func (o *observer) WriteHeader(status int) {
	o.status = status
	o.ResponseWriter.WriteHeader(status)
}

// Unwrap lets a WebSocket take the connection over.
func (o *observer) Unwrap() http.ResponseWriter { return o.ResponseWriter }

// Bytes of a field of the log that others may fill.
const (
	longestName   = 128
	longestReason = 512
)

func cut(text string, most int) string {
	if len(text) > most {
		return text[:most] + "..."
	}
	return text
}

// route is one address. Paths are compared as they are sent: http.ServeMux would
// answer odd spellings by redirects and unknown ones in plain text.
type route struct {
	method string
	auth   bool // needs a token
	handle func(call) (any, error)
}

// call is a request that has passed all checks of its route.
type call struct {
	*http.Request
	userID string // empty without auth
	fields fields // of a POST
}

func (s *server) newRoutes() map[string]route {
	return map[string]route{
		"/healthz":        {method: http.MethodGet, handle: s.health},
		"/api/status":     {method: http.MethodGet, handle: s.status},
		"/api/login":      {method: http.MethodPost, handle: s.login},
		"/api/usersig":    {method: http.MethodPost, auth: true, handle: s.userSig},
		"/api/stream-url": {method: http.MethodPost, auth: true, handle: s.streamURL},
	}
}

// dispatch checks a request from the cheapest to the dearest and lets its route
// answer.
func (s *server) dispatch(w *observer, r *http.Request) (any, error) {
	route, ok := s.routes[r.URL.EscapedPath()]
	if !ok {
		return nil, notFound()
	}
	if r.Method != route.method && (r.Method != http.MethodHead || route.method != http.MethodGet) {
		return nil, methodNotAllowed(route.method)
	}
	c := call{Request: r}
	if route.method == http.MethodGet {
		return route.handle(c)
	}
	if route.auth {
		if c.userID, ok = s.tokens.verify(bearer(r), s.now()); !ok {
			return nil, unauthorized()
		}
		w.user = c.userID
	}
	if err := s.allow(c); err != nil {
		return nil, err
	}
	var err error
	if c.fields, err = readFields(w.ResponseWriter, r); err != nil {
		return nil, err
	}
	return route.handle(c)
}

// allow counts the request against its user, or its address before a login.
func (s *server) allow(c call) error {
	limiter, key := s.users, c.userID
	if key == "" {
		limiter, key = s.logins, s.clientNet(c.Request)
	}
	if wait := limiter.wait(key, s.steady()); wait > 0 {
		return rateLimited(wait)
	}
	return nil
}

func bearer(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return token
}

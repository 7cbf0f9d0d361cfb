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
	random io.Reader

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
	secret, err := tokenSecret(cfg, random)
	if err != nil {
		return nil, err
	}
	s := &server{
		cfg:    cfg,
		log:    log,
		now:    now,
		random: random,
		wechat: newWechat(cfg, log),
		tokens: newTokens(secret, "mlvb api token"),
		logins: newLimiter(100, 100*time.Millisecond),
		users:  newLimiter(60, time.Second),
	}
	if s.signer, err = newSigner(cfg, random); err != nil {
		return nil, err
	}
	s.rooms = newRoomService(s, newTokens(secret, "mlvb room token"))
	clock := chatClock{now: now, after: func(d time.Duration, run func()) { time.AfterFunc(d, run) }}
	s.chat = newChat(clock, s.rooms, s.rooms.tokens, cfg.Operators)
	s.rooms.registry.witness = s.chat
	s.routes = s.newRoutes()
	return s, nil
}

// tokenSecret is the same after a restart, and in every instance, as long as the
// secrets are; a server without any makes one up.
func tokenSecret(cfg Config, random io.Reader) ([]byte, error) {
	if cfg.SecretKey == "" && cfg.WXAppSecret == "" {
		made, err := randomHex(random, 32)
		return []byte(made), err
	}
	sum := sha256.Sum256([]byte(string(cfg.SecretKey) + "\n" + string(cfg.WXAppSecret)))
	return sum[:], nil
}

// newSigner makes up what a development server lacks: its UserSigs then open
// this server's own rooms and nothing else.
func newSigner(cfg Config, random io.Reader) (signer, error) {
	s := signer{sdkAppID: max(cfg.SDKAppID, 1), key: cmp.Or(cfg.SecretKey, cfg.LocalKey)}
	if s.key == "" {
		made, err := randomHex(random, 32)
		if err != nil {
			return signer{}, err
		}
		s.key = Secret(made)
	}
	return s, nil
}

// ServeHTTP answers and logs one request. The log has the path without its
// query, which holds tokens in the room protocol.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	seen := &observer{ResponseWriter: w, status: http.StatusOK}
	start := s.now()
	defer func() {
		if failure := recover(); failure != nil {
			s.log.Error("panic", "path", r.URL.Path, "reason", fmt.Sprint(failure))
			s.refuse(seen, internal())
		}
		if r.URL.Path != "/healthz" {
			s.log.Info("request", "method", r.Method, "path", logged(r.URL.Path), "status", seen.status,
				"ms", s.now().Sub(start).Milliseconds(), "user", seen.user)
		}
	}()
	if !s.cfg.Production && !localName(r.Host) {
		s.refuse(seen, foreignHost())
		return
	}
	if wantsChat(r) {
		if err := s.chat.accept(seen, r); err != nil {
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
		s.log.Error("request failed", "reason", err.Error())
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

// logged keeps a made-up path from filling the log.
func logged(path string) string {
	const most = 128
	if len(path) > most {
		return path[:most] + "..."
	}
	return path
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
		limiter, key = s.logins, clientIP(c.Request)
	}
	if wait := limiter.wait(key, s.now()); wait > 0 {
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

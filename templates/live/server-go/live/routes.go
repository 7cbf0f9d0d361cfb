package live

import (
	"net/http"
	"strings"
)

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

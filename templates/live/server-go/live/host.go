package live

import (
	"net/netip"
	"regexp"
	"strings"
)

// localName reports whether a Host header names this computer in a way that
// nobody else can point at it: by its address, as localhost, or by its name in
// the local network. A page of the internet may have its own name lead here
// (DNS rebinding), and would read the replies of a development server.
func localName(host string) bool {
	name := regexp.MustCompile(`:[0-9]*$`).ReplaceAllString(host, "")
	if inside, ok := strings.CutPrefix(name, "["); ok {
		name = strings.TrimSuffix(inside, "]")
	}
	name = strings.ToLower(name)
	_, err := netip.ParseAddr(name)
	return err == nil || name == "localhost" || strings.HasSuffix(name, ".local")
}

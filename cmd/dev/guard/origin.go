package guard

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// miniProgram is where the pages of every mini-program come from, on phones and
// in the DevTools. A browser lets no other page claim it.
const miniProgram = "https://servicewechat.com"

// ownHost says whether Host names this computer and the listener's port, and
// returns it without the port. Names other than localhost are refused, for
// whoever owns one decides where it leads; an address leads to one place only.
func (o Options) ownHost(text string) (host string, ok bool) {
	host, port := split(text)
	return host, port == o.Port && (isLoopback(host) || o.LAN && isLocal(host))
}

// ownOrigin says whether a page belongs to mlvb dev: it comes from one of the
// ports, of this computer. An address in the local network might be another
// computer's, unless the request goes to that very address.
func (o Options) ownOrigin(origin, host string) bool {
	name, found := strings.CutPrefix(origin, "http://")
	from, port := split(name)
	return found && (port == o.Port || slices.Contains(o.Pages, port)) && (isLoopback(from) || from == host)
}

// split parts a host from its port, which is 80 where there is none, and -1
// where the text is no host and port as a browser writes them.
func split(text string) (host string, port int) {
	host, digits, err := net.SplitHostPort(text)
	if err != nil {
		host, digits = strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"), "80"
		if strings.Contains(host, ":") != strings.HasPrefix(text, "[") {
			return "", -1
		}
	}
	port, err = strconv.Atoi(digits)
	if err != nil || strconv.Itoa(port) != digits {
		return "", -1
	}
	return strings.ToLower(host), port
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Zone() == "" && ip.IsLoopback()
}

// isLocal includes link-local addresses, which computers give themselves where
// no router does, and those that carriers and VPNs share (RFC 6598).
func isLocal(host string) bool {
	ip, err := netip.ParseAddr(host)
	if err != nil || ip.Zone() != "" {
		return false
	}
	shared := netip.PrefixFrom(netip.AddrFrom4([4]byte{100, 64}), 10)
	return ip.IsPrivate() || ip.IsLinkLocalUnicast() || shared.Contains(ip)
}

// fromMiniProgram goes by the Referer where there is one: the DevTools send a
// changing Origin with it, phones none.
func fromMiniProgram(r *http.Request) bool {
	return strings.HasPrefix(r.Referer(), miniProgram+"/") || slices.Equal(r.Header["Origin"], []string{miniProgram})
}

// fromOtherPage says whether a browser asks for a page that is not the server's
// own, without naming it: images, videos and frames do. Following a link is
// fine: the page that shows the link sees nothing of what comes.
func fromOtherPage(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	if site == "" || site == "same-origin" || site == "none" {
		return false
	}
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	return !reads || r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document"
}

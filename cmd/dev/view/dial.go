package view

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// newForwarder connects to whatever this computer can reach, its own servers
// and those of the local network included, for that is what a mini-program is
// developed against. Where clouds give their machines secrets it does not go:
// nobody develops against that, but a module of somebody else's could ask there.
func newForwarder(appID string, moved map[string]string) forwarder {
	connections := http.DefaultTransport.(*http.Transport).Clone()
	connections.DialContext = (&net.Dialer{Timeout: 30 * time.Second, Control: refuseMetadata}).DialContext
	return forwarder{
		client:  &http.Client{Transport: connections},
		moved:   moved,
		referer: "https://servicewechat.com/" + appID + "/devtools/page-frame.html",
	}
}

// refuseMetadata looks at the address that a name or a redirect led to.
func refuseMetadata(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if isMetadata(to.Addr().Unmap()) {
		return errors.New("link-local addresses are not for mini-programs")
	}
	return nil
}

// isMetadata covers link-local addresses, which nearly all clouds use, and the
// others of Alibaba Cloud and Amazon.
func isMetadata(ip netip.Addr) bool {
	return ip.IsLinkLocalUnicast() || ip == netip.AddrFrom4([4]byte{100, 100, 100, 200}) || ip == netip.MustParseAddr("fd00:ec2::254")
}

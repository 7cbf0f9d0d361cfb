package cmd

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"strings"

	"github.com/mdp/qrterminal/v3"

	"mlvb/cmd/console"
)

// announceLAN shows the addresses that phones in the same network can reach,
// each as a QR code for the development version to scan.
func announceLAN(c *console.Console, port int) {
	addresses, err := lanAddresses()
	if err != nil || len(addresses) == 0 {
		c.Warn(c.Say("lan.none"), c.Say("lan.noneHint"))
		return
	}
	c.Printf("\n%s\n", c.Say("lan.scan"))
	for _, a := range addresses {
		url := a.url(port)
		c.Printf("\n  %s  %s\n%s", a.name, c.OutStyle.Bold(url), qrCode(url, c.OutStyle))
	}
	c.Printf("\n%s\n%s\n", c.Say("lan.trouble"), c.Say("lan.causes"))
}

// A lanAddress is an address of this computer in a private network.
type lanAddress struct {
	name string // of the network interface
	ip   net.IP
}

func (a lanAddress) url(port int) string { return fmt.Sprintf("http://%s:%d", a.ip, port) }

// lanURLs are those of a server on this computer.
func lanURLs(port int) []string {
	var urls []string
	addresses, err := lanAddresses()
	if err != nil {
		return nil // there is no network then
	}
	for _, a := range addresses {
		urls = append(urls, a.url(port))
	}
	return urls
}

// mainAddress is the address of this computer in its network, "" where it is in
// none. Of several it is the one that leads to the internet; others belong to
// virtual machines.
func mainAddress(ctx context.Context) string {
	// Nothing is sent: the system only chooses a route. The address is one for documents.
	if route, err := new(net.Dialer).DialContext(ctx, "udp4", "192.0.2.1:9"); err == nil {
		defer route.Close()
		if own, ok := route.LocalAddr().(*net.UDPAddr); ok && own.IP.IsPrivate() {
			return own.IP.String()
		}
	}
	if all, err := lanAddresses(); err == nil && len(all) > 0 {
		return all[0].ip.String()
	}
	return ""
}

// lanAddresses lists the private IPv4 addresses of the interfaces that are up.
func lanAddresses() ([]lanAddress, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("network interfaces: %w", err)
	}
	var found []lanAddress
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 {
			continue
		}
		addresses, err := i.Addrs()
		if err != nil {
			continue // it went away
		}
		found = append(found, private(i.Name, addresses)...)
	}
	return found, nil
}

func private(name string, addresses []net.Addr) []lanAddress {
	var found []lanAddress
	for _, address := range addresses {
		network, ok := address.(*net.IPNet)
		if ok && network.IP.To4() != nil && network.IP.IsPrivate() {
			found = append(found, lanAddress{name, network.IP})
		}
	}
	return found
}

// qrCode draws the text as a QR code, two modules to a character, light on
// dark. With colours it fixes both, for it is unreadable where the terminal's
// own are the other way round.
func qrCode(text string, s console.Style) string {
	var drawn bytes.Buffer
	qrterminal.GenerateHalfBlock(text, qrterminal.L, &drawn)
	var code strings.Builder
	for line := range strings.Lines(drawn.String()) {
		fmt.Fprintf(&code, "  %s\n", s.SGR("97;40", strings.TrimSuffix(line, "\n")))
	}
	return code.String()
}

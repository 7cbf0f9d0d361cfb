package cmd

import (
	"bytes"
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
		url := fmt.Sprintf("http://%s:%d", a.ip, port)
		c.Printf("\n  %s  %s\n%s", a.name, c.OutStyle.Bold(url), qrCode(url, c.OutStyle))
	}
	c.Printf("\n%s\n%s\n", c.Say("lan.trouble"), c.Say("lan.causes"))
}

// A lanAddress is an address of this computer in a private network.
type lanAddress struct {
	name string // of the network interface
	ip   net.IP
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

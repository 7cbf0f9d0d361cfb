package cmd

import (
	"net"
	"strings"
	"testing"
)

func TestPrivateAddresses(t *testing.T) {
	var addresses []net.Addr
	for _, text := range []string{
		"192.168.1.23/24", "10.0.0.7/8", "172.16.3.4/12", // private
		"127.0.0.1/8", "169.254.1.1/16", "8.8.8.8/24", "fe80::1/64", "fd00::1/64", // a phone gets to none of them
	} {
		ip, network, err := net.ParseCIDR(text)
		if err != nil {
			t.Fatal(err)
		}
		network.IP = ip
		addresses = append(addresses, network)
	}
	var got []string
	for _, a := range private("en0", addresses) {
		got = append(got, a.name+" "+a.ip.String())
	}
	if want := "en0 192.168.1.23, en0 10.0.0.7, en0 172.16.3.4"; strings.Join(got, ", ") != want {
		t.Errorf("private addresses %q, want %q", got, want)
	}
}

// TestQRCodeIsSquare holds what a scanner needs: every module there, light
// around it, and colours that do not depend on the terminal's own.
func TestQRCodeIsSquare(t *testing.T) {
	const url = "http://192.168.100.123:65535"
	lines := strings.Split(strings.TrimSuffix(qrCode(url, ""), "\n"), "\n")
	width := len([]rune(lines[0])) - 2 // but for the indent
	for i, line := range lines {
		if len([]rune(line))-2 != width {
			t.Errorf("line %d is %d modules wide, the first %d", i, len([]rune(line))-2, width)
		}
	}
	if rows := (width + 1) / 2; len(lines) != rows {
		t.Errorf("%d lines for %d modules, want %d", len(lines), width, rows)
	}
	light := "  " + strings.Repeat("█", width)
	if lines[0] != light || lines[1] != light {
		t.Errorf("no light above the code:\n%s\n%s", lines[0], lines[1])
	}
	for line := range strings.Lines(qrCode(url, "7")) {
		if !strings.HasPrefix(line, "  \x1b[97;40;7m") || !strings.HasSuffix(line, "\x1b[0;7m\n") {
			t.Errorf("a line without its own colours: %q", line)
		}
	}
}

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

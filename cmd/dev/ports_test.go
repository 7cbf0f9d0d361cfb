package dev

import (
	"errors"
	"net"
	"testing"
)

func TestPortsInTheWay(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := portOf(taken)
	var refused *PortTakenError
	if _, err := listen(t.Context(), localhost, port); !errors.As(err, &refused) || refused.Port != port {
		t.Errorf("a port that is taken: %v", err)
	}
	near, err := listenNear(t.Context(), localhost, port)
	if err != nil {
		t.Fatal(err)
	}
	defer near.Close()
	if got := portOf(near); got == port || got == 0 {
		t.Errorf("port %d, and %d is taken", got, port)
	}
	if _, err := listenNear(t.Context(), "192.0.2.7", 0); err == nil || errors.As(err, &refused) {
		t.Errorf("an address of others: %v", err)
	}
}

package relay

import (
	"errors"
	"net"
	"sync"
)

var errTooMany = errors.New("too many connections")

// connections counts those that are open.
type connections struct {
	limits limits

	mu        sync.Mutex
	total     int
	byAddress map[string]int
}

func newConnections(l limits) *connections {
	return &connections{limits: l, byAddress: map[string]int{}}
}

// enter counts a connection from the address, with or without its port, until
// leave is called once.
func (c *connections) enter(remote string) (leave func(), err error) {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		host = remote
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.total >= c.limits.connections || c.byAddress[host] >= c.limits.perAddress {
		return nil, errTooMany
	}
	c.total++
	c.byAddress[host]++
	return func() { c.leave(host) }, nil
}

func (c *connections) leave(host string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total--
	c.byAddress[host]--
	if c.byAddress[host] == 0 {
		delete(c.byAddress, host)
	}
}

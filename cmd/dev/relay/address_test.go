package relay

import (
	"strings"
	"testing"
)

func TestAddressOfRTMP(t *testing.T) {
	for _, test := range []struct{ app, name, want, sign string }{
		{"live", "room_1", "live/room_1", ""},
		{"live", "room_1?expires=9&sign=ab", "live/room_1", "ab"},
		{"live?expires=9&sign=ab", "room_1", "live/room_1", "ab"},
		{"live/", "room_1", "live/room_1", ""},
		{"live/room_1?sign=ab", "", "live/room_1", "ab"},
		{"live", "/room_1", "live/room_1", ""},
		{"live", "小李", "live/小李", ""},
		{"live", "", "", ""},
		{"", "room_1", "", ""},
		{"live", "a/b", "", ""},
		{"live", "a b", "", ""},
		{"live", "a\x00b", "", ""},
		{"live", "a\xff", "", ""},
		{"live", strings.Repeat("a", 129), "", ""},
		{"live", "a?sign=%zz", "", ""},
	} {
		path, query := playPath(test.app, test.name)
		s, err := parseStream(path, query, "1.2.3.4:5")
		if test.want == "" {
			if err == nil {
				t.Errorf("%q %q: %v", test.app, test.name, s)
			}
			continue
		}
		if err != nil || s.key() != test.want || s.Query.Get("sign") != test.sign || s.Remote != "1.2.3.4:5" {
			t.Errorf("%q %q: %v, %v", test.app, test.name, s, err)
		}
	}
}

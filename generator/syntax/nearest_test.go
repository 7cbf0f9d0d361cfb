package syntax

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"appid", "title", "push_domain", "play_domain"}
	for name, want := range map[string]string{
		"apid": "appid", "APPID": "appid", "titel": "title", "push-domain": "push_domain", "plya_domain": "play_domain", "xyzzy": "", "": "",
	} {
		if got := Nearest(name, known); got != want {
			t.Errorf("nearest(%q) = %q, want %q", name, got, want)
		}
	}
}

package project

import (
	"errors"

	"mlvb/generator/wechat"
)

// ConfigFault turns a [*wechat.ConfigError] into an [*Error]; other errors stay.
func ConfigFault(dir string, err error) error {
	var config *wechat.ConfigError
	if !errors.As(err, &config) {
		return err
	}
	return &Error{Reason: Reason(config.Reason), Dir: dir, Path: config.Path, Version: config.Root, Err: config.Err}
}

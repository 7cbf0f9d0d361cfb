package live

import (
	"fmt"
	"net/http"
	"time"
)

// problem is an error as a client sees it. The Node server sends the very same
// texts: the conformance suite compares them.
type problem struct {
	status     int
	allow      string        // header Allow
	retryAfter time.Duration // header Retry-After

	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

func (p *problem) Error() string { return p.Code + ": " + p.Message }

func badRequest(message, hint string) *problem {
	return &problem{status: http.StatusBadRequest, Code: "bad_request", Message: message, Hint: hint}
}

func unauthorized() *problem {
	return &problem{
		status: http.StatusUnauthorized, Code: "unauthorized",
		Message: "The token is missing, forged or expired.",
		Hint:    "Log in with POST /api/login and send the header Authorization: Bearer TOKEN.",
	}
}

func badCode() *problem {
	return &problem{
		status: http.StatusUnauthorized, Code: "bad_code",
		Message: "WeChat does not accept this login code.",
		Hint:    "A code lives five minutes and works once: call wx.login again.",
	}
}

func userBlocked() *problem {
	return &problem{
		status: http.StatusForbidden, Code: "user_blocked",
		Message: "WeChat holds this user for a risk and lets nobody log in as them.",
		Hint:    "The user has to settle it with WeChat; a retry changes nothing.",
	}
}

func foreignHost() *problem {
	return &problem{
		status: http.StatusForbidden, Code: "foreign_host",
		Message: "A development server answers under no name but its own.",
		Hint:    "Call it by its IP address, as localhost or by a name that ends in .local; other names need ENV=production.",
	}
}

func notFound() *problem {
	return &problem{
		status: http.StatusNotFound, Code: "not_found",
		Message: "There is nothing at this address.",
		Hint:    "server/README.md lists the addresses; GET /api/status shows that the server runs.",
	}
}

func methodNotAllowed(allow string) *problem {
	return &problem{
		status: http.StatusMethodNotAllowed, allow: allow, Code: "method_not_allowed",
		Message: fmt.Sprintf("This address takes %s only.", allow),
		Hint:    fmt.Sprintf("Send the request with %s.", allow),
	}
}

func bodyTooLarge() *problem {
	return &problem{
		status: http.StatusRequestEntityTooLarge, Code: "body_too_large",
		Message: "The body is larger than 64 KiB.",
		Hint:    "Send only the fields of this call.",
	}
}

func unsupportedMediaType() *problem {
	return &problem{
		status: http.StatusUnsupportedMediaType, Code: "unsupported_media_type",
		Message: "The body is not declared as JSON.",
		Hint:    "Send the header Content-Type: application/json.",
	}
}

func rateLimited(wait time.Duration) *problem {
	return &problem{
		status: http.StatusTooManyRequests, retryAfter: wait, Code: "rate_limited",
		Message: "Too many requests.",
		Hint:    "Wait as many seconds as the header Retry-After says.",
	}
}

func internal() *problem {
	return &problem{
		status: http.StatusInternalServerError, Code: "internal",
		Message: "The server failed at this request.",
		Hint:    "The reason stands in the server's log.",
	}
}

func badAppSecret() *problem {
	return &problem{
		status: http.StatusInternalServerError, Code: "bad_appsecret",
		Message: "WeChat refuses the AppID or AppSecret of this server.",
		Hint:    "Correct WX_APPID and WX_APPSECRET: 微信公众平台 > 开发管理 > 开发设置.",
	}
}

func wechatUnavailable() *problem {
	return &problem{
		status: http.StatusBadGateway, Code: "wechat_unavailable",
		Message: "WeChat did not confirm the login.",
		Hint:    "Try again in a moment; the reason stands in the server's log.",
	}
}

func streamNotConfigured() *problem {
	return &problem{
		status: http.StatusServiceUnavailable, Code: "stream_not_configured",
		Message: "This server has nowhere to send streams to.",
		Hint:    "Set PUSH_DOMAIN, PUSH_KEY and PLAY_DOMAIN, or MEDIA_URL for a media server of your own.",
	}
}

<?php
/**
 * Who may call what.
 *
 * @package FindersFee
 */

namespace FindersFee\Rest;

defined( 'ABSPATH' ) || exit;

/**
 * The two kinds of callers. WordPress has checked cookie and nonce, WooCommerce its API key and the key's read or write permission.
 */
final class Access {

	const ROUTES_NAMESPACE = 'wc-finders-fee/v1';

	/**
	 * The owner's side: who manages WooCommerce, and the sidecar's service user. Refused with 401 or 403 by WordPress.
	 */
	public static function owner(): bool {
		return current_user_can( 'manage_woocommerce' );
	}

	/**
	 * The affiliate's side: whoever is logged in; the sidecar decides whose affiliate that is.
	 */
	public static function customer(): bool {
		return is_user_logged_in();
	}

	/**
	 * For rest_post_dispatch: nothing of ours is ever stored by a cache, refusals included.
	 *
	 * @param \WP_HTTP_Response $response Answer.
	 * @param \WP_REST_Server   $server   Server.
	 * @param \WP_REST_Request  $request  Request.
	 */
	public static function forbid_caching( $response, $server, $request ): \WP_HTTP_Response {
		if ( 0 === strpos( $request->get_route(), '/' . self::ROUTES_NAMESPACE ) ) {
			$response->header( 'Cache-Control', 'no-store' );
			// WordPress's longer list would replace it.
			add_filter( 'rest_send_nocache_headers', '__return_false' );
		}
		return $response;
	}
}

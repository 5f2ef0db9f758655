<?php
/**
 * The first request of a tab, sent while the browser still reads the page.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * The script finds the answer under way, by the path it will ask for (admin-ui/README.md).
 */
final class Early_Request {

	const PATHS = array(
		'overview'      => 'overview',
		'offline-sales' => 'offline-sales?page=1&per_page=20&orderby=recorded_at&order=desc',
		'payouts'       => 'payouts?page=1&per_page=20&orderby=proposed_at&order=desc&status=proposed',
		'commissions'   => 'redemptions?page=1&per_page=20&orderby=placed_at&order=desc',
	);

	/** Address parameters that leave a tab's first request as it is. */
	const PLAIN_PARAMETERS = array( 'page', 'tab' );

	/**
	 * The script; '' when the tab has none, or the address narrows what it shows.
	 *
	 * @param string $tab Tab.
	 */
	public static function script( string $tab ): string {
		// phpcs:ignore WordPress.Security.NonceVerification -- only names of parameters are looked at.
		$is_plain = array() === array_diff( array_keys( $_GET ), self::PLAIN_PARAMETERS );
		$path     = self::PATHS[ $tab ] ?? '';
		if ( ! $is_plain || '' === $path ) {
			return '';
		}
		$url     = rest_url( Rest\Access::ROUTES_NAMESPACE . '/' . $path );
		$options = array(
			'credentials' => 'same-origin',
			'headers'     => array(
				'Accept'     => 'application/json',
				'X-WP-Nonce' => wp_create_nonce( 'wp_rest' ),
			),
		);
		return sprintf(
			'( function () { var answer = fetch( %s, %s ); answer.catch( function () {} ); window.findersFee.preload = { %s: answer }; } )();',
			wp_json_encode( $url, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES ),
			wp_json_encode( $options, JSON_HEX_TAG ),
			wp_json_encode( $path, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES )
		);
	}
}

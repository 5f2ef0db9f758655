<?php
/**
 * Must-use plugin of tests: as much of WordPress's consent API as pages of a shop see of it, with nobody's banner.
 */

class WP_CONSENT_API {}

function wp_has_consent( $category ) {
	return apply_filters( 'wp_has_consent', 'allow' === ( $_COOKIE[ "wp_consent_$category" ] ?? '' ), $category );
}

add_action(
	'wp_enqueue_scripts',
	function () {
		wp_register_script( 'wp-consent-api', false, array(), '1', true );
		wp_enqueue_script( 'wp-consent-api' );
		wp_add_inline_script(
			'wp-consent-api',
			'function wp_has_consent( category ) { return document.cookie.includes( "wp_consent_" + category + "=allow" ); }
			function wp_set_consent( category, value ) {
				document.cookie = "wp_consent_" + category + "=" + value + ";path=/";
				const detail = [];
				detail[ category ] = value;
				document.dispatchEvent( new CustomEvent( "wp_listen_for_consent_change", { detail } ) );
			}'
		);
	},
	PHP_INT_MAX - 100
);

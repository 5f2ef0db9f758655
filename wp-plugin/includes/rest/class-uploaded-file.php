<?php
/**
 * A file in a request's body.
 *
 * @package FindersFee
 */

namespace FindersFee\Rest;

use WP;
use WP_Error;

defined( 'ABSPATH' ) || exit;

/**
 * Takes a body of any length from the request to the disk, past a shop's little memory.
 */
final class Uploaded_File {

	const ROUTE = '/offline-sales/import';

	/** The sidecar's own limit. */
	const LONGEST = 64 * 1024 * 1024;

	/**
	 * For parse_request: WordPress would read the whole body into memory before it knows whose it is. It takes this for a body that was read already.
	 *
	 * @param WP $wp WordPress's environment.
	 */
	public static function leave_unread( WP $wp ): void {
		$route = $wp->query_vars['rest_route'] ?? '';
		if ( is_string( $route ) && '/' . Access::ROUTES_NAMESPACE . self::ROUTE === untrailingslashit( $route ) ) {
			$GLOBALS['HTTP_RAW_POST_DATA'] = ''; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- WP_REST_Server reads it.
		}
	}

	/**
	 * The body as a file without a name, gone as soon as it is closed; or why it is not taken.
	 *
	 * @param string $body The body where somebody has read it already, else ''.
	 * @return resource|WP_Error
	 */
	public static function take( string $body ) {
		$limit = self::longest();
		if ( self::announced() > $limit || strlen( $body ) > $limit ) {
			return self::too_long( $limit );
		}
		// phpcs:disable WordPress.WP.AlternativeFunctions -- streams: WP_Filesystem knows whole files only.
		$file  = tmpfile();
		$input = fopen( 'php://input', 'rb' );
		if ( ! $file || ! $input ) {
			/* translators: %s: path of a folder. */
			return new WP_Error( 'unavailable', sprintf( __( 'PHP can write no file in %s.', 'finders-fee' ), sys_get_temp_dir() ), array( 'status' => 503 ) );
		}
		$length = '' === $body ? stream_copy_to_stream( $input, $file, $limit + 1 ) : fwrite( $file, $body );
		// phpcs:enable
		return $length > $limit ? self::too_long( $limit ) : $file;
	}

	private static function announced(): int {
		return isset( $_SERVER['CONTENT_LENGTH'] ) ? (int) $_SERVER['CONTENT_LENGTH'] : 0;
	}

	/** PHP drops a body that is longer than its `post_max_size`, and tells nobody. */
	private static function longest(): int {
		$most = wp_convert_hr_to_bytes( (string) ini_get( 'post_max_size' ) );
		return $most > 0 ? min( $most, self::LONGEST ) : self::LONGEST;
	}

	private static function too_long( int $limit ): WP_Error {
		/* translators: %s: a size such as "64 MB". */
		$message = __( 'A file may have at most %s. Send it in parts.', 'finders-fee' );
		if ( $limit < self::LONGEST ) {
			/* translators: %s: a size such as "8 MB". */
			$message = __( 'This server\'s PHP takes files of at most %s (post_max_size). Send the file in parts, or ask your host to allow more.', 'finders-fee' );
		}
		return new WP_Error( 'body_too_large', sprintf( $message, size_format( $limit ) ), array( 'status' => 413 ) );
	}
}

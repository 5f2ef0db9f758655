<?php
/**
 * The token that proves a call came through this plugin.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * A JSON Web Token (RFC 7519, HS256) for exactly one request: bound to its method, path and body, good for a minute and once.
 */
final class Token {

	const SECONDS = 60;

	/**
	 * Signs one request.
	 *
	 * @param Connection $connection Whose secret signs.
	 * @param string     $method     HTTP method.
	 * @param string     $path       Path with its query, as requested, from `/v1` on.
	 * @param string     $body_hash  SHA-256 of the raw body in hexadecimal; that of '' when there is none.
	 * @param int        $user_id    WordPress user who asks.
	 * @param string     $role       `owner` or `affiliate`.
	 */
	public static function sign( Connection $connection, string $method, string $path, string $body_hash, int $user_id, string $role ): string {
		$now    = time();
		$claims = array(
			'iss'    => $connection->store_url,
			'aud'    => 'finders-fee',
			'sub'    => (string) $user_id,
			'role'   => $role,
			'method' => $method,
			'path'   => $path,
			'body'   => $body_hash,
			'jti'    => wp_generate_uuid4(),
			'iat'    => $now,
			'exp'    => $now + self::SECONDS,
		);
		$header = array(
			'alg' => 'HS256',
			'typ' => 'JWT',
		);
		$signed = self::encode( self::json( $header ) ) . '.' . self::encode( self::json( $claims ) );
		return $signed . '.' . self::encode( hash_hmac( 'sha256', $signed, $connection->token_secret, true ) );
	}

	/**
	 * JSON without escaped slashes.
	 *
	 * @param array<string,mixed> $value Value.
	 */
	private static function json( array $value ): string {
		return (string) wp_json_encode( $value, JSON_UNESCAPED_SLASHES );
	}

	private static function encode( string $bytes ): string {
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- base64url, as RFC 7515 has it.
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}
}

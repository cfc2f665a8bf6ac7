-- Amounts up to 10^15 baht: numeric(18,2) in the place of numeric(14,2). The views of what is current
-- are made anew, with whoever may use them.
DO $$
DECLARE
  name text;
  made text;
  said text;
  allowed text[];
BEGIN
  FOREACH name IN ARRAY ARRAY['budgets', 'money', 'total_budgets', 'column_budgets'] LOOP
    made := pg_get_viewdef(to_regclass('current_' || name));
    SELECT array_agg(format('GRANT %s ON current_%s TO %s%s', privilege_type, name,
        CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
        CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END))
      INTO allowed
      FROM pg_class, aclexplode(relacl)
      WHERE oid = to_regclass('current_' || name) AND grantee <> relowner;
    EXECUTE format('DROP VIEW current_%s', name);
    EXECUTE format('ALTER TABLE %s ALTER COLUMN amount_thb TYPE numeric(18,2)', name);
    EXECUTE format('CREATE VIEW current_%s AS %s', name, made);
    FOREACH said IN ARRAY coalesce(allowed, '{}') LOOP
      EXECUTE said;
    END LOOP;
  END LOOP;
END $$;
